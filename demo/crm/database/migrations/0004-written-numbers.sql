-- A number as it was written, without what only parts its digits, backwards: what it ends with is what this begins with.
alter table numbers add column written text collate "C" not null generated always as (reverse(regexp_replace(raw, '[[:space:]().\-/]', '', 'g'))) stored;

create index numbers_written on numbers (written text_pattern_ops);
