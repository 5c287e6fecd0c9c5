alter table cell add column stop_time double precision;
alter table cell add column effective_scale double precision;
alter table cell add column projection_error double precision;
alter table cell add column has_trajectory boolean not null default false;

-- What was recorded along the flow of a cell, in JSON as clients get it.
create table trajectory (
  experiment_id text not null,
  cell_index    integer not null,
  body          text not null,
  primary key (experiment_id, cell_index),
  foreign key (experiment_id, cell_index) references cell (experiment_id, cell_index)
    on delete cascade
);
