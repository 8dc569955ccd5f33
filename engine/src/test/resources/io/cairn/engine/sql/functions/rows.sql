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
