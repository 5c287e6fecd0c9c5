-- Problems that workers make from their recipe are not stored.
alter table experiment_seed alter column problem_id drop not null;
alter table cell alter column problem_id drop not null;
-- The kept measures of a cell, in the order of the document's list; null where one is not available.
alter table cell add column measures double precision[];
-- The format in which everything of an experiment is stored; 1 is that of before axes.
alter table experiment add column format integer not null default 1;
-- What computed cells: version, class path and JVM in words; null in cells of format 1.
create table build (
  id          integer generated always as identity primary key,
  description text not null unique
);
alter table cell add column build integer;
