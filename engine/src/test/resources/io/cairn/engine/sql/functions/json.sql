'{"b": 1, "aa": 2, "a": [1, 2.50, {"x": null}], "b": 3}'::jsonb, '[]'::jsonb, '{}'::jsonb, ' [ 1 , "a\u00e9\n\"\\" , true ] '::jsonb, '"x"'::jsonb, '1e2'::jsonb, '1.50'::jsonb, '-0'::jsonb, '1.5e-3'::jsonb
'{"b": 1, "a": 2}'::jsonb::text, '{"a":1}'::jsonb = '{"a": 1}'::jsonb, '{"b":1,"a":2}'::jsonb = '{"a":2,"b":1}'::jsonb
'{"é": 1, "zz": 2, "yyy": 3, "a": 4}'::jsonb
'{"a": }'::jsonb
j -> 'a', j ->> 'a', j -> 1, j ->> 1, j -> -1, j -> 'none' from t order by id
j -> 'a' -> 2, j -> 'a' ->> 2, j #> '{a,2}', j #>> '{a,2}', j #>> '{a,-1}', j #> '{a,x}', j #>> array['a', '0'], j #> '{}' from t order by id
j -> 'long name', j ->> 'long name' from t order by id
jsonb_typeof(j), jsonb_typeof(j -> 0), jsonb_typeof('null'::jsonb), jsonb_typeof('1'::jsonb), jsonb_typeof('true'::jsonb), jsonb_typeof('"x"'::jsonb), json_typeof('[]'::json) from t order by id
jsonb_array_length('[1, 2, [3]]'::jsonb), jsonb_array_length('[]'::jsonb), jsonb_array_length(null)
jsonb_array_length('{"a": 1}'::jsonb)
jsonb_array_length('1'::jsonb)
j @> '{"a": [1]}', j @> '[1]', j <@ '[1, "a", {"k": "v", "z": 1}, 5]', j @> '{}', j @> '[{"k": "v"}]', j @> '"a"' from t order by id
'{"a": {"b": 1, "c": 2}}'::jsonb @> '{"a": {"b": 1}}'::jsonb, '[1, [2, 3]]'::jsonb @> '[[3]]'::jsonb, '1'::jsonb @> '1.0'::jsonb, '[[1]]'::jsonb @> '[1]'::jsonb
jsonb_exists(j, 'a'), jsonb_exists_any(j, array['z', 'a']), jsonb_exists_all(j, array['a', 'z']) from t order by id
jsonb_build_object('a', 1, 'b', null, 'c', array[1, 2], 'd', true, 'e', 'x', 'f', 1.50, 'g', date '2026-01-02'), jsonb_build_array(1, 'a', null, 2.5, '{"x": 1}'::jsonb), jsonb_build_object(), jsonb_build_array()
jsonb_build_object('t', timestamp '2026-01-02 03:04:05.5', 'b', '\x41'::bytea, 'd', 1.5::float8, 'i', 7::bigint)
to_jsonb(1), to_jsonb('x'::text), to_jsonb(array['a', 'b']), to_jsonb(true), to_jsonb(1e3::numeric), to_jsonb(null::int), to_jsonb(timestamp '2026-01-02 03:04:05')
jsonb_build_object(null, 1)
jsonb_agg(id order by id desc), jsonb_agg(s order by id), jsonb_object_agg(id, s) from t
jsonb_agg(j order by id) from t
jsonb_set('[{"f1": 1, "f2": null}, 2]'::jsonb, '{0,f1}', '[2, 3]'::jsonb, false), jsonb_set('[{"f1": 1}, 2]'::jsonb, '{0,f3}', '[2]'::jsonb), jsonb_set('{"a": 1}'::jsonb, '{b}', '"x"'::jsonb), jsonb_set('{"a": 1}'::jsonb, '{b}', '2'::jsonb, false), jsonb_set('[1]'::jsonb, '{5}', '9'::jsonb), jsonb_set('{"a": {"b": 1}}'::jsonb, '{x,y}', '1'::jsonb)
jsonb_strip_nulls('[{"f1": 1, "f2": null}, 2, null, {"a": {"b": null}}]'::jsonb)
jsonb_pretty('[{"f1": 1, "f2": null}, 2, [], {}]'::jsonb)
jsonb_extract_path('{"f2": {"f3": 1}, "f4": {"f5": 99, "f6": "foo"}}'::jsonb, 'f4', 'f6'), jsonb_extract_path_text('{"f4": {"f6": "foo"}}'::jsonb, 'f4', 'f6'), jsonb_extract_path('[1, [2]]'::jsonb, '1', '0')
jsonb_delete('{"a": 1, "b": 2}'::jsonb, 'a'), jsonb_delete('[1, 2, 3]'::jsonb, 1), jsonb_delete('["a", "b"]'::jsonb, 'a'), jsonb_delete('[1, 2]'::jsonb, -1), jsonb_delete_path('{"a": [1, {"b": 2}]}'::jsonb, '{a,1,b}'), jsonb_concat('{"a": 1}'::jsonb, '{"b": 2}'::jsonb), jsonb_concat('[1]'::jsonb, '2'::jsonb)
jsonb_path_exists(j, '$.a'), jsonb_path_exists(j, '$.a[5]'), jsonb_path_query_first(j, '$.a[0]'), jsonb_path_query_array(j, '$.a[*]'), jsonb_path_query_array(j, '$[*]'), jsonb_path_query_array(j, '$.*'), jsonb_path_query_first(j, '$."long name"') from t order by id
jsonb_path_query_array('[{"a": 1}, {"a": [2, 3]}, 5]'::jsonb, '$.a'), jsonb_path_query_array('[{"a": 1}, {"a": [2, 3]}]'::jsonb, '$.a[*]'), jsonb_path_query_array('{"a": 7}'::jsonb, '$.a[0]'), jsonb_path_query_array('[1, 2, 3]'::jsonb, '$[last]'), jsonb_path_query_array('{"a": {"b": 2}}'::jsonb, 'strict $.a.b'), jsonb_path_query_array('[1, 2]'::jsonb, 'lax $[0]')
jsonb_path_query_array('{"a": 1}'::jsonb, 'strict $.b')
jsonb_path_query_array('{"a": 1}'::jsonb, '$.')
jsonb_path_query_array('{"a": 1}'::jsonb, 'a')
select * from jsonb_array_elements('[1, "x", [2], null]'::jsonb)
select * from jsonb_array_elements_text('[1, "x", [2], null]'::jsonb) as e
select key, value from jsonb_each('{"b": 1, "a": "x"}'::jsonb)
select k, v from jsonb_each_text('{"b": 1, "a": "x", "n": null}'::jsonb) as e(k, v)
select * from jsonb_object_keys('{"b": 1, "a": 2}'::jsonb)
select * from jsonb_array_elements('{"b": 1}'::jsonb)
select * from jsonb_each('[1]'::jsonb)
select value, n from jsonb_array_elements('[5, 6]'::jsonb) with ordinality as e(value, n)
select * from jsonb_path_query('{"a": [1, 2]}'::jsonb, '$.a[*]')
j ? 'a', j ?| array['z', 'a'], j ?& array['a', 'long name'], '{"a": 1}'::jsonb ? 'b' from t order by id
select id from t where j -> 'a' @> '[1]' and j ? 'a'
-- Functions with a row for each element, of columns of what stands before them and in the list.
select * from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), regexp_split_to_table(n, ',') r order by a, r
select * from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), string_to_table(n, ',') r order by a, r
select * from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_array_elements(j) e order by a, e::text
select a, v from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j) cross join lateral jsonb_array_elements(j) e(v) order by a, v::text
select a, e from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j) left join jsonb_array_elements_text(t.j) e on true order by a, e
select a, e from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j) left join lateral jsonb_array_elements(j) e on e = '1'::jsonb order by a
select a, jsonb_array_elements(j) from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j)
select jsonb_array_elements('[1,2]'::jsonb), json_array_elements_text('["x"]'::json)
select * from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_each(j -> 1) e
select e.x, y from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_each_text(j -> 1) e(x, y)
select e.key, value from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_each(j -> 1) e
select e.value, e from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_array_elements(j) e
select (jsonb_each(j -> 1)).key, (jsonb_each(j -> 1)).value from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j)
select value ->> 'k' from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_array_elements(j) where jsonb_typeof(value) = 'object'
select elem.value ->> 'k', ordinality from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_array_elements(j) with ordinality as elem order by 2
select elem ->> 'k', n from (values ('[1, {"k": 2}]'::jsonb)) as t(j), jsonb_array_elements(j) with ordinality as x(elem, n) order by n
select a from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j) where exists (select 1 from jsonb_array_elements(t.j) e where e ->> 'k' = '2')
select a, (select count(*) from jsonb_array_elements(j)) from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j) order by a
select a, array(select jsonb_array_elements_text(j)) from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j) order by a
select * from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_object_keys(j -> 1) e
select distinct jsonb_object_keys(e) from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_array_elements(j) e where jsonb_typeof(e) = 'object'
select jsonb_path_query(j, '$[*].k') from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j)
select a, p from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_path_query(j, '$[*].k') p
select regexp_split_to_table(n, ',') from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j) order by 1 desc
select upper(string_to_table(n, ',')) as s, a from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j) order by 1
select a, sum(e::int) from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_array_elements_text('[1,2]'::jsonb) e group by a order by a
select * from (values (1, 'a,b', '[1, {"k": 2}]'::jsonb), (2, null, null), (3, '', '[]'::jsonb)) as t(a, n, j), jsonb_array_elements(j -> 0) e where a = 1
-- Functions that take columns of each other.
select t.a, e.value, f.value from (values (1, '[{"k": [1, 2]}, {"k": [3]}]'::jsonb)) as t(a, j), jsonb_array_elements(t.j) e, jsonb_array_elements(e.value -> 'k') f order by f.value::text
select t.a, f from (values (1, '[{"k": [1, 2]}, {"k": [3]}]'::jsonb)) as t(a, j) cross join lateral jsonb_array_elements(t.j) e cross join lateral jsonb_array_elements_text(e -> 'k') f order by f
select * from jsonb_array_elements('[[1],[2]]'::jsonb) e, jsonb_array_elements(e) f order by f::text
select j from (select j as jj from (values (1, '[{"k": [1, 2]}, {"k": [3]}]'::jsonb)) as t(a, j)) t, jsonb_array_elements(jj) as j
select e.value from (values (1, '[{"k": [1, 2]}, {"k": [3]}]'::jsonb)) as t(a, j) left join jsonb_array_elements(t.j) e on e.value -> 'k' -> 0 = '3'
select a, (select string_agg(e ->> 'k', '|') from jsonb_array_elements(t.j) e) from (values (1, '[{"k": [1, 2]}, {"k": [3]}]'::jsonb)) as t(a, j)
-- Subscripts lead to elements, counted from 0 or from the end, and to members, whichever of both a text or number names.
('[5,6]'::jsonb)[0], ('[5,6]'::jsonb)[1], ('[5,6]'::jsonb)[2], ('[5,6]'::jsonb)[-1], ('[5,6]'::jsonb)[-3], ('[5,6]'::jsonb)[null]
('{"a":1}'::jsonb)['a'], ('{"a":1}'::jsonb)['b'], ('{"1":2}'::jsonb)[1], ('[5,6]'::jsonb)['0'], ('[5,6]'::jsonb)['x'], ('5'::jsonb)[0]
select j['a'][0], j['a'][-1], j['long name'], j[1], j['2']['k'], t.j['a'], (j -> 'a')[2], j['a'] -> 2 from t order by id
select id from t where j['a'][0] = '1'
select j['a'], count(*) from t group by j['a'] order by 2, 1
('[5,6]'::jsonb)[1.5]
('[5,6]'::jsonb)[0:1]
((array['[1,2]'::jsonb])[1])[1]
-- a cast to a number or to truth takes what is in it
(j -> 'long name')::int, (j -> 'long name')::numeric, (j -> 'long name')::float8, cast(j -> 'a' -> 0 as bigint), (j -> 'none')::int from t where id = 1
'1e2'::jsonb::int, '-2.5'::jsonb::int, '3.5'::jsonb::smallint, '2.50'::jsonb::numeric, '1e2'::jsonb::numeric, '7'::jsonb::numeric(5,2), 'true'::jsonb::boolean, '1.5'::jsonb::real
select e::int + 1 from jsonb_array_elements('[1,2]'::jsonb) e
'"5"'::jsonb::int
'true'::jsonb::int
'1'::jsonb::bool
'null'::jsonb::int
'{}'::jsonb::numeric
'1e10'::jsonb::int
-- objects of pairs in an order, and what is taken away
jsonb_object_agg(s, id order by id), jsonb_object_agg(s, id order by id) filter (where id > 1) from t where id < 3
jsonb_object_agg(1, s order by id desc), jsonb_object_agg(true, s order by id) ->> 'true', jsonb_object_agg(id, j order by id) -> '2' from t where id < 3
jsonb_object_agg(null, s order by id) from t
jsonb_object_agg(s, id order by id) from t where id > 77
j - 'a', j - 'a' - 'long name', j - array['a', 'k'], (j -> 'none') - 'x', j - 'a' -> 'long name' from t order by id
j - 'a'::text || '{"q": 1}', '{"z": 1, "y": 2}'::jsonb || j - 'a' from t where id = 1
j #- '{a,0}', j #- array['long name'], '[1, 2]'::jsonb #- '{0}', j - 'a' = '{"long name": 2.50}' from t where id = 1
'["a", "b"]'::jsonb - 'a', '{"a b": 1, "c": 2}'::jsonb - 'a b', '{"_x": 1}'::jsonb - '_x', '{"é": 1}'::jsonb - 'é'
id - 'dim' from t
5 - '3', 5 - ' 3'
