-- Filters, order and columns of a list that a person gave a name.
create schema views;
grant usage on schema views to trunkline_api, trunkline_backup;

create table views.saved_view (
  tenant_id uuid not null references tenancy.tenant (id),
  id uuid not null,
  person_id uuid not null,
  -- The page's own word, such as subscribers.
  list text not null check (length(list) between 1 and 50),
  name text not null check (length(name) between 1 and 60),
  -- The search parameters of the page's address, which the page reads and checks again.
  search text not null check (length(search) <= 2000),
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create unique index saved_view_name on views.saved_view (tenant_id, person_id, list, lower(name));

call platform.protect('views.saved_view');
grant select, insert, update, delete on views.saved_view to trunkline_api;
