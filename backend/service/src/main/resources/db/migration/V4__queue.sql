-- A row of table cell is a result: cells that have not ended are known from the document.
delete from cell where state <> 'DONE';
alter table cell drop column state;

-- The number of the event that told of the cell; events of cells are no longer kept twice.
alter table cell add column sequence bigint;
update cell c set sequence = e.sequence from experiment_event e
  where e.experiment_id = c.experiment_id and e.name = 'cell'
    and (e.data::json ->> 'index')::integer = c.cell_index;
delete from experiment_event where name = 'cell';
alter table cell alter column sequence set not null;
create unique index cell_sequence on cell (experiment_id, sequence);

-- Cells of equal fingerprint have equal numbers; null where nobody else may have them.
alter table cell add column fingerprint uuid;
create index cell_fingerprint on cell (fingerprint) where fingerprint is not null;

-- Lanes of an earlier generation have nothing to do any more.
alter table experiment add column generation integer not null default 0;
-- Since when, and from how many cells on, the present speed is measured.
alter table experiment add column resumed timestamptz;
alter table experiment add column cells_before integer not null default 0;

-- db-scheduler's table, as its documentation states it.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
