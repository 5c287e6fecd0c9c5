-- Matrices and vectors are big-endian IEEE 754 doubles, row by row.
create table problem (
  id           text primary key,
  name         text not null,
  matrix_rows  integer not null,
  matrix_columns integer not null,
  fingerprint  text not null unique,
  provenance   text not null,
  created      timestamptz not null,
  matrix       bytea not null,
  observations bytea not null,
  planted      bytea
);

create table experiment (
  id            text primary key,
  name          text not null,
  kind          text not null,
  tags          varchar[] not null,
  state         text not null,
  reason        text,
  created       timestamptz not null,
  started       timestamptz,
  finished      timestamptz,
  document      text not null,
  manifest      text not null,
  cells_done    integer not null,
  cells_total   integer not null,
  last_sequence bigint not null
);
create index experiment_created on experiment (created desc, id);
create index experiment_state on experiment (state);

-- One problem per seed; the predictions are filled in when it has been certified.
create table experiment_seed (
  experiment_id text not null references experiment (id) on delete cascade,
  position      integer not null,
  seed          bigint not null,
  problem_id    text not null references problem (id),
  predictions   text,
  primary key (experiment_id, position)
);

create table cell (
  experiment_id  text not null references experiment (id) on delete cascade,
  cell_index     integer not null,
  depth          double precision not null,
  alpha          double precision not null,
  seed           bigint not null,
  engine         text not null,
  problem_id     text not null references problem (id),
  state          text not null,
  stop_reason    text,
  advice         text,
  error_l1       double precision,
  limit_error_l1 double precision,
  disagreement   double precision,
  lower_bound    double precision,
  upper_bound    double precision,
  predicted      double precision,
  residual       double precision,
  steps          bigint,
  seconds        double precision,
  primary key (experiment_id, cell_index)
);

create table experiment_event (
  experiment_id text not null references experiment (id) on delete cascade,
  sequence      bigint not null,
  name          text not null,
  data          text not null,
  primary key (experiment_id, sequence)
);
