-- In ORDER BY and DISTINCT ON a name alone is the result's before it is a column of a function; in GROUP BY and expressions it is not.
select -x as x from t, generate_series(t.id, 3) x order by x
select -x x from t, generate_series(t.id, 3) x order by x desc nulls last
select distinct -x as x from t, generate_series(t.id, 3) x order by x
select distinct on (x) -x as x, t.id from t, generate_series(t.id, 3) x order by x, 2
select sum(x) as x from t, generate_series(t.id, 3) x group by t.id order by x
select -x as y from t, generate_series(t.id, 3) x order by x + 0
select -x as x from t, generate_series(t.id, 3) x order by x + 0
select x from t, generate_series(t.id, 3) x order by x desc limit 2
select distinct g.x from t, generate_series(t.id, 3) g(x) order by x desc
select distinct g.x from t, generate_series(t.id, 3) g(x) order by g.x desc
select -t.id as x, g.x as id from t, generate_series(t.id, 3) g(x) order by x, id desc
select -t.id as x, count(*) from t, generate_series(t.id, 3) g(x) group by x, t.id order by x, 2
select value::int * -1 as value from t, jsonb_array_elements_text('[1, 2]'::jsonb || to_jsonb(t.id)) order by value
-- What several queries give is ordered by names of the result only.
select x from t, generate_series(t.id, 3) x union all select 9 order by x desc limit 2
select x + 1 from t, generate_series(t.id, 3) x union all select x from t, generate_series(t.id, 3) x order by x desc limit 2
select id from t union all select x from t, generate_series(t.id, 3) x order by id desc limit 3
-- Columns of one name are all there, and none is meant by it.
select t.id, z.*, s from t, unnest(array[t.id], array['q']) z order by 1
select id, f.* from (select id from t) k, unnest(array[k.id], array['q']) f order by 1
select * from (select id from t) k, unnest(array[k.id], array['q'], array[1.5]) with ordinality order by 1
select z.b, z.* from t, unnest(array[t.id], array['q']) z(b) order by 1
select z.* from t, unnest(array[t.id], array['q']) with ordinality z(ordinality) order by 1
select z.* from t, unnest(array[t.id], array['q']) z(b, b) order by 1
select t.id, k.* from t cross join lateral (select unnest(array[t.id]) as x, unnest(array['q']) as x) k order by 1
select z.unnest from t, unnest(array[t.id], array['q']) z
select unnest from t, unnest(array[t.id], array['q'])
-- Without FROM, too, words may stand behind the list.
select unnest(array[1, 3, 2]) order by 1
select generate_series(1, 3) as x order by x desc
select generate_series(1, 3) order by generate_series desc
select generate_series(1, 3) as x limit 2
select generate_series(1, 3) as x limit all
select generate_series(1, 3) as x offset 1
select generate_series(1, 3) as x order by x desc fetch first 2 rows only
select generate_series(1, 3) as x order by -x
select unnest(array[1, 3, 2]) where false
select unnest(array[1, 3, 2]) where true order by 1
select 7 as y union select unnest(array[1, 3, 2]) order by y limit 2
select array_agg(x) from (select unnest(array[1, 3, 2]) as x order by 1) q
-- Series of numbers: a step of nothing is refused, great numbers do not overflow, those of numeric have its digits.
select x from t, generate_series(t.id, 1, 0) x
select x from t, generate_series(t.id, 1, null) x order by 1
select generate_series(1, 3, 0)
select * from generate_series(1, 3, 0)
select * from generate_series(1, (select 3), (select 0))
select x, t.id from t, generate_series(1, case when t.id = 1 then 2 else 0 end, case when t.id = 1 then 1 else 0 end) x
select x from t, generate_series(-2147483648, 2147483647, t.id * 700000000) x order by t.id, x
select x from t, generate_series(2147483647, -2147483648, t.id * -700000000) x order by t.id, x
select x from t, generate_series(9223372036854775800, 9223372036854775807, t.id) x order by t.id, x
select x from t, generate_series(-9223372036854775808, 9223372036854775807, 3000000000000000000 * t.id) x order by t.id, x
select x from generate_series(-9223372036854775808, 9223372036854775807, 9000000000000000000) x
select * from generate_series(9223372036854775806, 9223372036854775807)
select x from t, generate_series(1, t.id + 0.5) x order by t.id, x
select x from t, generate_series(1.5, t.id, 0.5) x order by t.id, x
select x from t, generate_series(1, t.id, 0.75) x order by t.id, x
select x from t, generate_series(t.id, 1.25, -0.75) x order by t.id, x
select x, x / 2 from t, generate_series(t.id::numeric, 3) x order by t.id, x
select x from t, generate_series(t.id::float8, 3) x
select x from t, generate_series(t.id, 'NaN'::numeric) x
select * from generate_series(1.5, 3.0, 0.5)
select x / 2 from generate_series(1.5, 3.0) as g(x)
select * from generate_series(1, 3.5, 0.75) with ordinality
select * from generate_series(1, (select 2.5))
select generate_series(1.5, 3.0, 0.5), generate_series(1, 2) order by 1
select generate_series(t.id, 3.5, 0.5) from t where id = 2 order by 1
select * from generate_series(0, 2)
select * from generate_series(2, 0, -1)
