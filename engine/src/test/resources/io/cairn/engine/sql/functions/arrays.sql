array_append(array[1, 2], 3), array_append(null::int[], 3), array_prepend(0, array[1]), array_cat(array[1], array[2, 3]), array_cat(null::int[], array[1]), array_append(array[1], null)
array_remove(array[1, 2, 1, null], 1), array_remove(array[1, null], null), array_replace(array[1, 2, 5, 4], 5, 3), array_remove(array['a', 'b'], 'b')
array_position(array['sun', 'mon', 'tue', 'mon'], 'mon'), array_position(array['sun', 'mon', 'tue', 'mon'], 'mon', 3), array_position(array[1], 5), array_positions(array[1, 2, 1], 1), array_positions(array[1], 2)
array_length(array[1, 2, 3], 1), array_length(array[1], 2), array_upper(array[1, 8], 1), array_lower(array[1], 1), array_ndims(array[1]), cardinality(array[1, 2])
array_to_string(array[1, 2, null, 4], ','), array_to_string(array[1, 2, null, 4], ',', '*'), array_to_string(array['a', 'b'], ''), array_to_string(null::int[], ',')
array_fill(7, array[3]), array_fill('x'::text, array[2])
array[1, 4, 3] @> array[3, 1], array[2, 7] <@ array[1, 7, 4, 2, 6], array[1, 4] && array[2, 1], array[1, 2] && array[3], array[1] @> array[null]::int[]
array[1, 2] @> array[2, 2], array['a'] @> array['a', 'b']
select * from unnest(array[1, 2]) as u
select u.x, u.n from unnest(array['a', 'b']) with ordinality as u(x, n)
-- Stars beside functions that take columns.
select * from (values (1, array[5, 6]), (2, '{}')) as t(a, b), unnest(b) q(x) order by x
select q.*, a from (values (1, array[5, 6])) as t(a, b) cross join unnest(b) with ordinality as q(x, n) order by n
select * from (values (1, array[5, 6]), (2, '{}')) as t(a, b) left join unnest(b) q(x) on true order by a, x
select * from (values (1, array[5, 6])) as t(a, b), unnest(b) q(x), generate_series(1, a) r order by x
select a * 2, * from (values (1, array[5, 6])) as t(a, b) cross join lateral (select unnest(b) as x) k order by x
select *, unnest(b) from (values (1, array[5, 6])) as t(a, b)
select distinct q.* from (values (1, array[5, 6, 5])) as t(a, b), unnest(b) q(x) order by 1
select count(*), count(q.*) from (values (1, array[5, 6, 5])) as t(a, b), unnest(b) q(x)
select * from generate_series(3, 4) with ordinality
select g, o from generate_series(3, 4) with ordinality as x(g, o) where o > 1
-- Columns of functions beside those of tables of queries within.
select a, (select max(u.x) from (values (7)) as u(x) where u.x > q.x) from (values (1, array[5, 8])) as t(a, b), unnest(b) q(x) order by q.x
select a, q.x from (values (1, array[5, 6])) as t(a, b), unnest(b) q(x) where exists (select 1 from (values (6)) as u(y) where y = q.x)
select a, (select q.x from (values (7)) as q(x)), q.x from (values (1, array[5, 6])) as t(a, b), unnest(b) q(x) order by 3
select a, (select x + 1), array(select x) from (values (1, array[5, 6])) as t(a, b), unnest(b) q(x) order by 2
select a x, x y from (values (1, array[5, 6])) as t(a, b), unnest(b) q(x) order by y
select x.a, y from (values (1, array[5, 6])) as x(a, b), unnest(x.b) q(y), unnest(b) z(x) order by y
select distinct on (a) x from (values (1, array[5, 6])) as t(a, b), unnest(b) q(x) order by a, x desc
select sum(x) over (order by x) x from (values (1, array[5, 6])) as t(a, b), unnest(b) q(x)
-- Functions that take columns of each other, and columns called as the function is.
select q.x, r.y from (values (1, array[5, 6])) as t(a, b), unnest(b) q(x), unnest(array[q.x, q.x + 1]) r(y) order by 1, 2
select q.x, r.y from (values (1, array[5, 6])) as t(a, b), unnest(b) q(x), generate_series(q.x, 6) r(y) order by 1, 2
select x, y, z from (values (1, array[5, 6])) as t(a, b), unnest(b) q(x), unnest(array[x, 1]) r(y), unnest(array[x, y]) s(z) where z > 5 order by 1, 2
select unnest(array[q.x, 0]) from (values (1, array[5, 6])) as t(a, b), unnest(b) q(x)
select tags.tags from (select b as tags from (values (1, array[5, 6])) as t(a, b)) t, unnest(t.tags) tags order by 1
select tags.x from (select b as x from (values (1, array[5, 6])) as t(a, b)) t, unnest(x) tags(x) order by 1
select q.x from (values (1, array[5, 6])) as t(a, b) left join unnest(b) q(x) on q.x > 5
-- Elements that are not there, and slices.
(array[1, 2])[5], (array[1, 2])[0], (array[1, 2])[-1], (array[1, 2])[null::int], (string_to_array('a,b', ','))[3], (string_to_array('a,b', ','))[2]
select b[5], b[0], b[a], (b)[2], (b || 7)[3], (b || 7)[4], t.b[1], (t.b)[9] from (values (1, array[5, 6]), (2, '{}')) as t(a, b) order by a
select (array_agg(a order by a desc))[1], (array_agg(a))[3], (select array[1, 2])[2], (array(select 1))[2] from (values (1), (2)) as t(a)
(array[1, 2, 3])[2:3], (array[1, 2, 3])[:2], (array[1, 2, 3])[2:], (array[1, 2, 3])[:], (array[1, 2, 3])[3:2], (array[1, 2, 3])[0:9], (array[1, 2])[null:1]
select b[1:1], b[a:], (b[2:])[1] from (values (1, array[5, 6]), (2, '{}')) as t(a, b) order by a
select b[1], count(*) from (values (1, array[5, 6]), (2, '{}'), (3, array[5])) as t(a, b) group by b[1] order by 1
-- Rows.
row(1, 'a', null), row(null, 1), row(null, null), row('a b', '', 'x,y', 'q"q', 'b\s'), row(true, 1.50, date '2024-01-01'), row(array[1, 2], row(1, 2))
pg_typeof(array[array[1, 2], array[3, 4]])::text, pg_typeof(array[date '2024-01-01'])::text, array[array['a', 'b'], array['c', null]]
-- Tables joined to a function name its columns.
select q.x, u.y from (values (1, array[5, 6]), (2, '{7}')) as t(a, b), unnest(b) q(x) left join (values (6), (7)) as u(y) on u.y = q.x order by 1
select v.z, q.x, u.y from (values (3), (4)) as v(z), (values (1, array[5, 6])) as t(a, b), unnest(b) q(x) left join (values (6)) as u(y) on u.y = q.x order by 1, 2
select q.x, r.y, u.z from (values (1, array['ab', 'c'])) as t(a, b), unnest(b) q(x) left join lateral regexp_split_to_table(q.x, '') r(y) on r.y <> 'b' cross join (values (1), (2)) as u(z) order by 1, 2, 3
select t.a, q.x from (values (1, array[5, 6]), (2, '{7}')) as t(a, b), unnest(b) q(x) cross join lateral unnest(array[q.x]) r(y), (values (1)) as w(c) where r.y > w.c order by 2
-- Arrays that are made of columns.
select a, x from (values (1, 'p,q'), (2, ''), (3, null), (4, 'p,q')) as t(a, s), unnest(string_to_array(s, ',')) q(x) order by 1, 2
select a, g, x from (values (1, 'p,q'), (2, 'r')) as t(a, s), generate_series(1, 2) g, unnest(string_to_array(repeat(s, g::int), ',')) q(x) order by 1, 2, 3
select a, g, x from (values (1, array[1.0, 2.5]), (2, array[1.00])) as t(a, b), generate_series(1, 2) g, unnest(array_append(b, g::numeric)) with ordinality q(x, n) order by 1, 2, n
select a, x from (values (1, 'p,q'), (2, 'r')) as t(a, s) left join lateral unnest(case when a = 1 then string_to_array(s, ',') end) q(x) on true order by 1, 2
select sum(x) from (values (1, '1,2'), (2, '3')) as t(a, s), unnest(string_to_array(s, ',')::int[]) q(x) where x in (select max(v) from (values (2), (3)) as w(v) where v > t.a)
select a, (select string_agg(x, '' order by x desc) from unnest(string_to_array(t.s, ',')) q(x)) from (values (1, 'p,q'), (2, 'r')) as t(a, s) order by 1
select a, (select count(*) from unnest(string_to_array(t.s, ',')) q(x) where x = any (string_to_array(t.s, ','))) from (values (1, 'p,q'), (2, 'r'), (3, 'p,q')) as t(a, s) order by 1
select unnest(string_to_array(s, ',')) x, a from (values (1, 'p,q'), (2, 'r')) as t(a, s) order by 1
-- A column that is called as its table is.
select array_agg(x order by x desc), sum(x), max(x.x) from unnest(array[3, 1, 2]) x
select x, x + 1 from unnest(array[3, 1, 2]) as x order by x
select unnest, unnest.unnest from unnest(array[3, 1, 2]) order by 1
select x, ordinality from unnest(array[3, 1, 2]) with ordinality x order by x
select x, g from (values (1)) as v(a) join unnest(array[3, 1, 2]) x on x > a join generate_series(1, 2) g on g < x order by 1, 2
select g, x from (values (1)) as v(a) cross join generate_series(1, 2) g left join lateral unnest(array[2, 5]) as x on x > g + 1 order by 1, 2
select x, y from unnest(array['a', 'b']) x, unnest(array[1]) y order by 1
select string_agg(w, ' ' order by w) from unnest(string_to_array('b a c', ' ')) w where w <> 'c'
select x from unnest(array[3, 1]) x where exists (select 1 from unnest(array[1, 2]) y where y = x)
select (select max(x) from unnest(t.b) x) from (values (array[5, 6]), (array[1])) as t(b) order by 1
select * from unnest(array[1, 2], array['a', 'b', 'c']) order by 2
select a, b from unnest(array[1, 2], array['a', 'b', 'c']) as t(a, b) order by 2
select a, x from (values (1), (2)) as v(a) cross join lateral regexp_split_to_table('p,q', ',') x order by 1, 2
select a, x from (values (1), (2)) as v(a), lateral unnest(array[a, 7]) x, lateral generate_series(1, 2) g where g = a order by 1, 2
