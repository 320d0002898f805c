-- What comparing with another RADIUS server found. The radius role adds to it behind its answers, all tenants together.
create schema shadow;
grant usage on schema shadow to trunkline_api, trunkline_worker, trunkline_radius, trunkline_backup;

-- One row for each subscriber and kind, however often it is seen; the answers are the latest ones, without secrets. NAS
-- and subscriber are no foreign keys: what was seen of a deleted one stays until it is forgotten.
create table shadow.disagreement (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  -- The subscriber's id, or the user name of one whom only the other server knows.
  about text not null,
  kind text not null,
  -- Changes nothing of the service.
  is_mild boolean not null,
  subscriber_id uuid,
  username text not null,
  nas_id uuid not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  count bigint not null check (count >= 1),
  sentence text not null,
  -- {"decision", "reason", "attributes": [{"name", "value"}]}
  ours jsonb not null,
  theirs jsonb not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, about, kind)
);
create index disagreement_latest on shadow.disagreement (tenant_id, last_at desc, id desc);
create index disagreement_of_subscriber on shadow.disagreement (tenant_id, subscriber_id);

create table shadow.minute (
  tenant_id uuid not null references tenancy.tenant (id),
  minute timestamptz not null,
  -- Compared; of these, with a difference that matters; with others only.
  logins bigint not null check (logins >= 0),
  disagreeing bigint not null check (disagreeing >= 0),
  mild bigint not null check (mild >= 0),
  -- Without an answer of the other server; not compared, such as EAP.
  unanswered bigint not null check (unanswered >= 0),
  not_compared bigint not null check (not_compared >= 0),
  -- Accounting that the other server took, and did not.
  relayed bigint not null check (relayed >= 0),
  failed bigint not null check (failed >= 0),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, minute)
);
-- The row of the running minute changes each second: with room in its page it stays there.
alter table shadow.minute set (fillfactor = 60);

call platform.protect('shadow.disagreement');
call platform.protect('shadow.minute');
create policy all_tenants on shadow.disagreement to trunkline_radius using (true) with check (true);
create policy all_tenants on shadow.minute to trunkline_radius using (true) with check (true);
grant select, insert, update on shadow.disagreement, shadow.minute to trunkline_radius;
-- The api starts the count anew when staff ask for it; the worker forgets what is old.
grant select, delete on shadow.disagreement, shadow.minute to trunkline_api, trunkline_worker;
