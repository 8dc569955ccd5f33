-- What is made of an expression that is grouped by.
select extract(year from d) + 1, case when extract(year from d) = 2024 then 'now' else 'then' end, count(*) from (values (date '2023-01-01'), (date '2024-01-31'), (date '2024-02-01')) as t(d) group by extract(year from d) order by extract(year from d) desc
select upper(a) || 'x', min(a), count(*) from (values ('a'), ('A'), ('b')) as t(a) group by upper(a) having length(upper(a)) = 1 order by upper(a) || 'y'
select a % 2, a % 2 = 0, (select max(b) from (values (1), (2)) as u(b)), count(*) from (values (1), (2), (3)) as t(a) group by a % 2 order by a % 2 + 10
select a + b, (a + b) * 2, sum(a) from (values (1, 2), (2, 1), (3, 4)) as t(a, b) group by a + b order by 1
select upper(a), a, count(*) from (values ('a'), ('b')) as t(a) group by upper(a)
select a + 1, count(*) from (values (1), (2)) as t(a) group by a + 2
select date_trunc('month', d) as m, to_char(date_trunc('month', d), 'YYYY-MM'), sum(n) from (values (date '2024-01-05', 1), (date '2024-01-09', 2), (date '2024-02-09', 3)) as t(d, n) group by date_trunc('month', d) having date_trunc('month', d) < timestamp '2024-02-01' order by m
select coalesce(a, 'none') || '!', count(*) from (values ('x'), (null), (null)) as t(a) group by coalesce(a, 'none') order by 1
select a, (select count(*) from (values (1), (2)) as u(b) where b <= a), count(*) from (values (1), (1), (2)) as t(a) group by a order by a
select a, count(*) from (values (1), (2)) as t(a) group by a + 2
-- Expressions that PostgreSQL would give one name are not one.
select a || 'x', count(*) from (values (1), (2)) as t(a) group by a * 0
select upper(a), count(*) from (values ('x', 'y'), ('z', 'y')) as t(a, b) group by upper(b)
select upper(a), upper(b), count(*) from (values ('x', 'y'), ('z', 'y')) as t(a, b) group by upper(b), upper(a) order by 1
select upper(a), count(*) from (values ('x'), ('X')) as t(a) group by upper
select case when a = 1 then 'p' end, count(*) from (values (1, 2), (2, 2)) as t(a, b) group by case when b = 1 then 'p' end
select count(*), -a from (values (1), (2), (2)) as t(a) group by a + 0 order by 1
select count(*) from (values (1), (2), (2)) as t(a) group by a * 0
select -a from (values (1), (2)) as t(a) order by a + 0
select upper(a) from (values ('x', 'b'), ('z', 'a')) as t(a, b) order by upper(b)
select a + 1 as a, count(*) from (values (1), (2)) as t(a) group by a order by a
select a + 1 as b, count(*) from (values (1), (2)) as t(a) group by b order by b
-- What follows from a key, and what does not.
select id, x + 1, count(*) from n group by id order by id
select id + 1, x, count(*) from n group by id order by id
select x, count(*) from n group by id + 0
select n.id, t.s, count(*) from n join t on t.id = n.id group by n.id, t.id order by 1
select n.id, t.s, count(*) from n join t on t.id = n.id group by n.id
select sum(x) filter (where id > 1), id % 2 from n group by id % 2 having count(*) > 1 and id % 2 < 5 order by id % 2 desc
select (select max(s) from t where t.id = n.id), count(*) from n group by n.id order by n.id
select exists (select 1 from t where t.id = n.id % 2), n.id % 2, count(*) from n group by n.id order by n.id
select coalesce(a, (timestamp '2024-01-02' - timestamp '2024-01-01')::text) || '!', count(*) from (values ('x'), (null), ('y')) as t(a) group by coalesce(a, (timestamp '2024-01-02' - timestamp '2024-01-01')::text) order by 1
-- What can never be asked is looked at too.
select case when 1 = 2 then a end, count(*) from (values (1, 2)) as t(a, b) group by b
select b, count(*) from (values (1, 2)) as t(a, b) group by b having 1 = 2 and a = 1
select b, count(*) from (values (1, 2)) as t(a, b) group by b having 1 = 2 and count(*) = 1
select coalesce(1, a), count(*) from (values (1, 2)) as t(a, b) group by b
select case when 1 = 2 then a end, count(*) from (values (1, 2), (2, 2)) as t(a, b) group by case when 1 = 2 then a end
select a + 1 + 1, 1 + 1, count(*) from (values (1), (2)) as t(a) group by a + 1, 1 + 1 order by 1
select abs(a) as a, count(*) from (values (1), (-1), (2)) as t(a) group by a order by 1, 2
select -a as a from (values (1), (2)) as t(a) group by a having a > 1
select a + b as b, count(*) from (values (1, 2), (2, 1), (2, 1)) as t(a, b) group by a, b having b > 0 order by 1, 2
select abs(a) as a, count(*) from (values (1), (-1), (2)) as t(a) group by t.a order by 1, 2
select abs(a) as c, count(*) from (values (1), (-1), (2)) as t(a) group by c order by 1, 2
select t.a, count(*) from (values (1), (2)) as t(a) left join (values (1)) as u(a) on t.a = u.a group by u.a
select t.a, count(*) from (values (1), (1), (2)) as t(a) group by a order by 1
select abs(a), count(*) from (values (1), (-1), (2)) as t(a) group by a order by 1, 2
select upper(a) as "A", lower(a) as a, count(*) from (values ('x'), ('X')) as t(a) group by a order by 1, 2, 3
select -a as a, sum(b) from (values (1, 2), (2, 3)) as t(a, b) join (values (1), (2)) as u(a) using (a) group by a order by 1
select n % 2 as n, string_agg(b, ',' order by b) from (values (1, 'x'), (3, 'y'), (3, 'z')) as t(n, b) group by n order by 1, 2
select a, 10 / sum(b) from (values (1, 2), (2, 0), (3, null)) as t(a, b) group by a having sum(b) > 0 order by a
select a / b from (values (1, 2), (2, 0), (3, 1)) as t(a, b) group by a, b having b <> 0 order by 1
select a / b from (values (1, 2), (2, 0), (3, 1)) as t(a, b) group by a, b order by 1
select a, 10 / sum(b), row_number() over (order by a) from (values (1, 2), (2, 0), (3, 5)) as t(a, b) group by a having sum(b) > 0 order by a
select a > 1, count(*) from (values (1), (2), (3)) as t(a) group by a > 1 having a > 1
select 1 / count(*) from (values (1)) as t(a) where a > 1 having count(*) > 0
select a, count(*) from (values (1), (2)) as t(a) group by a having null
-- what follows a clause of a call, EXISTS or CASE takes all of it
count(*) over ()::int, row_number() over (order by id)::text || 'x', sum(id) over w::int + 1 from n window w as (order by id) order by id
sum(x) filter (where id > 2)::text, count(*) filter (where id > 1)::int, (count(*) filter (where id > 1) over ())::int from n group by id order by id
count(*) filter (where id > 1) ^ 2, count(*) over () % 3, max(x) filter (where id = 1)::int::text from n
percentile_disc(0.5) within group (order by id)::text, mode() within group (order by id)::int from n
jsonb_agg(id order by id) filter (where id > 1) -> 0, array_agg(id order by id) filter (where id > 1)::text[] from t
exists (select 1)::int, not exists (select 1)::bool, exists (select 1 from n where id = 99)::int + 1
case when id > 2 then 1 end::text, case when id > 1 then case when id > 2 then 1 end::int else 3 end::text || 'x' from t order by id
case when id > 1 then j end -> 0, case when id > 1 then 1 else 2 end % 2, (case when true then array[7, 8] end)[1] from t order by id
case id when 1 then timestamp '2024-01-01 10:00:00' end at time zone 'UTC' from t order by id
first_value(id) over (order by id)::text, lag(id, 1) over w::text, nth_value(id, 2) over w from t window w as (order by id) order by id
-- ends of queries
select id from n order by id offset 2 limit 1
select id from n order by id offset 1 + 1 limit all
select id from (select id from n order by id offset 1 limit 2) x order by id desc offset 1 row limit 1
select id from n union all select 10 order by 1 offset 1 limit 2
(select id from n order by id offset 1 limit 1) union all (select id from n order by id offset 2 limit 1)
select id from n order by id offset 5 limit 2 for share
select id from n order by id for no key update of n skip locked
select id from n order by id limit 1 for key share nowait
select id % 2 from n except distinct select 7 order by 1
