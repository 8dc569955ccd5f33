-- Recursive queries.
with recursive f(a, b) as (values (1, 2), (2, 3), (1, 3), (3, 4)), r as (select a, b from f union select r.a, f.b from r join f on f.a = r.b) select a, b from r order by a, b
with recursive c(n) as (select 1 union select n % 3 + 1 from c) select n from c order by n
with recursive r(a, b) as (select 1, 1 union select 1, 1 from r) select * from r
with recursive r(a) as (select null::int union select a from r) select a, count(*) from r group by a
with recursive r(a) as (select 1 union all select a + 1 from r where a < 5) select sum(a), count(*) from r
with recursive r(a) as ((select 1 union all select 1) union select a + 1 from r where a < 3) select a from r order by a
with recursive r(a) as ((select 1 union all select 1) union all select a + 1 from r where a < 3) select a from r order by a
with recursive r(a, way) as (select 1, array[1] union all select e.b, way || e.b from r join (values (1, 2), (2, 3), (3, 1)) as e(a, b) on e.a = r.a where not e.b = any(way)) select a, cardinality(way) from r order by a
with recursive tree(id, parent) as (values (1, null), (2, 1), (3, 1), (4, 2), (5, 4)), up(id, parent) as (select id, parent from tree where id = 5 union select t.id, t.parent from tree t join up on t.id = up.parent) select id from up order by id
with recursive w(n) as (select a % 5 from (values (1), (6), (2), (7), (3)) as v(a) union select n + 1 from w where n < 6) select n, count(*) from w group by n order by n
with recursive f(n, j) as (select 1, '{}'::jsonb union all select n + 1, j || jsonb_build_object('k' || n, n) from f where n < 3) select n, j from f order by n
with recursive d(x) as (select date '2024-01-30' union all select x + 1 from d where x < date '2024-02-02') select x from d order by x
with recursive d(x) as (select date '2024-01-01' union all select (x + interval '1 month')::date from d where x < date '2024-04-01') select x, extract(month from x) from d order by x
with recursive d(t) as (select timestamp '2024-01-01' union all select t + interval '6 hours' from d where t < timestamp '2024-01-02') select t from d order by t
with recursive f(n, p) as (select 1, array['a'] union all select n + 1, p || ('x' || n) from f where n < 3) select n, p from f order by n
with recursive f(n, p) as (select 1, 'a'::text union all select n + 1, p || n from f where n < 3) select n, p from f order by n
with recursive f as (select 1 as n, true as odd union all select n + 1, not odd from f where n < 3) select n, odd from f order by n
with recursive f(n) as (select 100000 union all select n * 1000 from f where n < 1000000000) select n from f
with recursive a(x) as (select 1 union all select x + 1 from a where x < 2), b(y, z) as (select x, date '2024-01-01' from a union all select y + 1, z + y from b where y < 4) select y, z from b order by y, z
select x, (with recursive r(a) as (select 1 union all select a + 1 from r where a < 3) select sum(a * x) from r) from (values (1), (2)) as v(x) order by x
