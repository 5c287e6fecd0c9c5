-- Who may see and change what. What was there before accounts belongs to 'local' alone.
alter table experiment add column owner text not null default 'local';
alter table experiment add column owner_name text not null default 'local';
alter table experiment add column visibility text not null default 'private';
create index experiment_owner on experiment (owner, state);

-- Equal problems are stored once, whoever brought them.
create table problem_owner (
  problem_id text not null references problem (id) on delete cascade,
  owner      text not null,
  primary key (problem_id, owner)
);
insert into problem_owner (problem_id, owner) select id, 'local' from problem;
create index experiment_seed_problem on experiment_seed (problem_id);

create table audit (
  id        bigint generated always as identity primary key,
  at        timestamptz not null,
  user_id   text not null,
  user_name text not null,
  action    text not null,
  subject   text,
  status    integer not null
);
create index audit_at on audit (at desc);
