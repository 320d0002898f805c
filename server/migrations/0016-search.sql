-- What people search by, as words in one ordered table. Under row-level security only leakproof operators use an
-- index, so that a search is a range of a btree: term >= 'san' and term < 'san' || the last character.
create schema search;
grant usage on schema search to trunkline_api, trunkline_worker, trunkline_backup;

-- Nobody writes it but the triggers below, in the transaction of the row that is described. The kinds of a
-- subscriber: word, phone, ending (a phone number from its end), tag, mac, ip; of a NAS: nas.
create table search.term (
  tenant_id uuid not null,
  kind text collate "C" not null,
  term text collate "C" not null,
  subject uuid not null
);

-- One spelling for everything that is written and everything that is typed: compatibility forms, case, accents,
-- vowel marks, the forms of Arabic letters and digits; signs that nobody sees are left out.
create function search.normal(given text) returns text
language plpgsql immutable strict parallel safe as $$
declare
  plain text;
begin
  if given ~ '^[\x20-\x7e]*$' then
    return lower(given collate "C");
  end if;
  -- Before the decomposition, which makes a space of an accent that stands alone.
  plain := normalize(translate(given, '’‘ʼ´`ʾʿ′', ''''''''''''''''''), NFKD);
  plain := regexp_replace(plain,
    '[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]',
    '', 'g');
  plain := casefold(plain collate pg_unicode_fast);
  plain := translate(plain, 'øđłıħŧىةیےکەہۃھٱ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', 'odlihtيهييكهههها01234567890123456789');
  plain := replace(replace(replace(plain, 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
  return normalize(plain, NFKC);
end $$;

-- The words of a field: each as it stands, without apostrophes, and its parts where signs divide it (O'Brien:
-- obrien, o, brien). An Arabic name with the article is found without it. At most 64 words of 64 characters.
create function search.words(given text) returns setof text
language plpgsql immutable strict parallel safe as $$
declare
  token text;
  word text;
  part text;
begin
  foreach token in array (regexp_split_to_array(search.normal(given) collate pg_c_utf8, '[[:space:]]+'))[1:64] loop
    word := regexp_replace(token collate pg_c_utf8, '^[^[:alnum:]]+|[^[:alnum:]]+$|''', '', 'g');
    if word = '' then
      continue;
    end if;
    return next left(word, 64);
    if word like 'ال___%' then
      return next left(substr(word, 3), 64);
    end if;
    if token collate pg_c_utf8 ~ '[[:alnum:]][^[:alnum:]]+[[:alnum:]]' then
      foreach part in array (regexp_split_to_array(token collate pg_c_utf8, '[^[:alnum:]]+'))[1:16] loop
        if part <> '' then
          return next left(part, 64);
        end if;
      end loop;
    end if;
  end loop;
end $$;

-- What was typed, as ranges of terms. Ranges of one place are alternatives; each place must be met. At most 8
-- words count.
create function search.typed_ranges(typed text)
returns table (place integer, kind text, from_term text, before_term text)
language plpgsql immutable strict parallel safe as $$
declare
  last_character constant text := chr(1114111);
  plain text := btrim(search.normal(left(typed, 256)));
  tokens text[] := regexp_split_to_array(plain collate pg_c_utf8, '[[:space:]]+');
  digits text := regexp_replace(plain, '[^0-9]', '', 'g');
  token text;
  bare text;
begin
  -- A number in groups is one number.
  if plain ~ '^\+?[0-9(][0-9 ()./+-]+$' and plain ~ '[ ()]' and length(digits) between 5 and 20 then
    tokens := array[digits];
  end if;
  place := 0;
  foreach token in array tokens[1:8] loop
    if token = '' then
      continue;
    end if;
    place := place + 1;
    kind := 'word';
    from_term := left(coalesce(
      nullif(regexp_replace(token collate pg_c_utf8, '^[^[:alnum:]]+|[^[:alnum:]]+$|''', '', 'g'), ''), token), 64);
    before_term := from_term || last_character;
    return next;

    digits := regexp_replace(token, '[^0-9]', '', 'g');
    if token ~ '^\+?[0-9()./-]+$' and token !~ '^([0-9]+\.){3}[0-9]+$' and length(digits) between 3 and 20 then
      -- As it stands, and without the zeros by which a country or a long-distance call is dialled.
      foreach bare in array case when digits ~ '^0+[1-9][0-9]{3}' then array[digits, ltrim(digits, '0')] else array[digits] end loop
        kind := 'phone';
        from_term := bare;
        before_term := bare || last_character;
        return next;
        kind := 'ending';
        from_term := reverse(bare);
        before_term := from_term || last_character;
        return next;
      end loop;
    end if;

    bare := regexp_replace(token, '[:.-]', '', 'g');
    if bare ~ '^[0-9a-f]{4,12}$' and (token ~ '^[0-9a-f]{2}[:-]' or token ~ '^[0-9a-f]{4}\.' or length(bare) in (6, 12)) then
      kind := 'mac';
      from_term := bare;
      before_term := bare || last_character;
      return next;
    end if;

    kind := 'ip';
    if token ~ '^[0-9]{1,3}(\.[0-9]{1,3}){0,2}\.[0-9]{0,3}$' then
      from_term := token;
      -- A whole address is itself alone; a part of one, whatever begins with it.
      before_term := token || case when token ~ '^([0-9]+\.){3}[0-9]+$' then chr(1) else last_character end;
      return next;
    elsif token ~ '^[0-9a-f:.]*:[0-9a-f:.]*$' and pg_input_is_valid(token, 'inet') then
      -- An address is found by each prefix that holds it.
      for from_term in select text(network(set_masklen(token::inet, bits))) from generate_series(32, 128) bits loop
        before_term := from_term || chr(1);
        return next;
      end loop;
    elsif token ~ '^[0-9a-f]{1,4}:[0-9a-f:]*(/[0-9]{0,3})?$' then
      from_term := token;
      before_term := token || last_character;
      return next;
    end if;
  end loop;
end $$;

-- What a subscriber is found by.
create function search.subscriber_terms(username text, full_name text, phones text[], email text, address text,
  tags text[], macs macaddr[], framed_ip inet, framed_ipv6_prefix cidr, delegated_ipv6_prefix cidr)
returns table (kind text, term text)
language sql immutable parallel safe as $$
  select 'word', left(search.normal(username), 64)
  union select 'word', w from search.words(username) w
  union select 'word', w from search.words(full_name) w
  union select 'word', left(search.normal(email), 64) where email is not null
  union select 'word', w from search.words(split_part(email, '@', 1)) w
  union select 'word', w from search.words(address) w
  union select 'phone', regexp_replace(p, '[^0-9]', '', 'g') from unnest(phones) p
  union select 'ending', reverse(regexp_replace(p, '[^0-9]', '', 'g')) from unnest(phones) p
  union select 'tag', left(search.normal(t), 64) from unnest(tags) t
  union select 'word', w from unnest(tags) t, search.words(t) w
  union select 'mac', replace(m::text, ':', '') from unnest(macs) m
  -- Who logs in by a device's address is that device.
  union select 'mac', d from regexp_replace(lower(username), '[:.-]', '', 'g') d where d ~ '^[0-9a-f]{12}$'
  union select 'ip', host(framed_ip) where framed_ip is not null
  union select 'ip', text(framed_ipv6_prefix) where framed_ipv6_prefix is not null
  union select 'ip', text(delegated_ipv6_prefix) where delegated_ipv6_prefix is not null
$$;

create function search.nas_terms(name text, description text, prefix cidr) returns table (kind text, term text)
language sql immutable parallel safe as $$
  select 'nas', left(search.normal(name), 64)
  union select 'nas', w from search.words(name) w
  union select 'nas', w from search.words(description) w
  union select 'nas', host(prefix)
$$;

-- SECURITY DEFINER: no application role may write terms itself, and the radius role, which learns devices, may
-- not even read them. Per statement, for bulk changes; rows whose found fields did not change cost a comparison.
create function search.describe_subscribers() returns trigger
language plpgsql security definer set search_path = search, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into search.term (tenant_id, kind, term, subject)
      select n.tenant_id, t.kind, t.term, n.id from new_rows n, search.subscriber_terms(n.username, n.full_name, n.phones,
        n.email, n.address, n.tags, n.macs, n.framed_ip, n.framed_ipv6_prefix, n.delegated_ipv6_prefix) t;
  elsif tg_op = 'DELETE' then
    delete from search.term t using old_rows o where t.tenant_id = o.tenant_id and t.subject = o.id;
  else
    with changed as materialized (
      select n.* from new_rows n join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
      where (n.username, n.full_name, n.phones, n.email, n.address, n.tags, n.macs, n.framed_ip, n.framed_ipv6_prefix, n.delegated_ipv6_prefix)
        is distinct from (o.username, o.full_name, o.phones, o.email, o.address, o.tags, o.macs, o.framed_ip, o.framed_ipv6_prefix, o.delegated_ipv6_prefix)
    ), wanted as materialized (
      select n.tenant_id, n.id, t.kind, t.term from changed n, search.subscriber_terms(n.username, n.full_name, n.phones,
        n.email, n.address, n.tags, n.macs, n.framed_ip, n.framed_ipv6_prefix, n.delegated_ipv6_prefix) t
    ), gone as (
      delete from search.term t using changed n
      where t.tenant_id = n.tenant_id and t.subject = n.id
        and not exists (select from wanted w where w.tenant_id = t.tenant_id and w.id = t.subject and w.kind = t.kind and w.term = t.term)
    )
    insert into search.term (tenant_id, kind, term, subject) select tenant_id, kind, term, id from wanted
      on conflict do nothing;
  end if;
  return null;
end $$;

create function search.describe_nas() returns trigger
language plpgsql security definer set search_path = search, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    delete from search.term t using old_rows o where t.tenant_id = o.tenant_id and t.subject = o.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into search.term (tenant_id, kind, term, subject)
      select n.tenant_id, t.kind, t.term, n.id from new_rows n, search.nas_terms(n.name, n.description, n.prefix) t;
  end if;
  return null;
end $$;

revoke all on function search.describe_subscribers(), search.describe_nas() from public;

create trigger search_insert after insert on subscribers.subscriber referencing new table as new_rows
  for each statement execute function search.describe_subscribers();
create trigger search_update after update on subscribers.subscriber referencing old table as old_rows new table as new_rows
  for each statement execute function search.describe_subscribers();
create trigger search_delete after delete on subscribers.subscriber referencing old table as old_rows
  for each statement execute function search.describe_subscribers();
create trigger search_insert after insert on nas.nas referencing new table as new_rows
  for each statement execute function search.describe_nas();
create trigger search_update after update on nas.nas referencing old table as old_rows new table as new_rows
  for each statement execute function search.describe_nas();
create trigger search_delete after delete on nas.nas referencing old table as old_rows
  for each statement execute function search.describe_nas();

-- Those that are there already: in one pass each and before the indexes, which costs a large table the least.
insert into search.term (tenant_id, kind, term, subject)
  select s.tenant_id, t.kind, t.term, s.id from subscribers.subscriber s, search.subscriber_terms(s.username, s.full_name,
    s.phones, s.email, s.address, s.tags, s.macs, s.framed_ip, s.framed_ipv6_prefix, s.delegated_ipv6_prefix) t;
insert into search.term (tenant_id, kind, term, subject)
  select n.tenant_id, t.kind, t.term, n.id from nas.nas n, search.nas_terms(n.name, n.description, n.prefix) t;
alter table search.term add primary key (tenant_id, kind, term, subject);
create index term_subject on search.term (tenant_id, subject);
alter table search.term add foreign key (tenant_id) references tenancy.tenant (id);

call platform.protect('search.term');
grant select on search.term to trunkline_api, trunkline_worker;

-- Who did such a thing, and what one person did: the log is read by these as often as by its subjects.
create index entry_action on audit.entry (tenant_id, action, id);
create index entry_actor on audit.entry (tenant_id, actor_id, id) where actor_id is not null;
