lpad('hi', 5, 'xy'), lpad('hi', 5), lpad('hello', 2), lpad('hi', -1, 'x'), lpad('hi', 5, ''), lpad(null, 3), lpad('é😀', 4, '-')
rpad('hi', 5, 'xy'), rpad('hi', 5) || '|', rpad('hello', 2), rpad('hi', 0, 'x')
repeat('ab', 3), repeat('ab', 0), repeat('ab', -1), repeat(null, 2)
reverse('abc'), reverse(''), reverse('é😀x')
initcap('hi THOMAS'), initcap('a-b_c d1e 1ab'), initcap(s) from t order by id
translate('12345', '143', 'ax'), translate('abc', '', 'x'), translate('abc', 'abc', '')
split_part('abc~@~def~@~ghi', '~@~', 2), split_part('abc,def,ghi,jkl', ',', -2), split_part('a', ',', 3), split_part('a', '', 1), split_part('a', '', -1), split_part('a', '', 2)
split_part('a', ',', 0)
starts_with('alphabet', 'alph'), starts_with('a', 'b')
to_hex(2147483647), to_hex(-1), to_hex(255::bigint), to_hex(-1::bigint)
quote_ident('Foo bar'), quote_ident('foo'), quote_ident('select'), quote_ident('a"b'), quote_ident('x1'), quote_ident('1x')
quote_literal('O''Reilly'), quote_literal('a\b'), quote_nullable(null), quote_nullable('x'), quote_literal(42)
format('Hello %s', 'World'), format('%%'), format('%s, %s', 1, true), format('%s|', null)
format('Testing %3$s, %2$s, %1$s', 'one', 'two', 'three'), format('%1$s %s', 'a', 'b'), format('Testing %3$s, %2$s, %s', 'one', 'two', 'three')
format('|%10s|', 'foo'), format('|%-10s|', 'foo'), format('|%*s|', 10, 'foo'), format('|%*s|', -10, 'foo'), format('|%-*s|', 10, 'foo'), format('|%*2$s|', 'foo', 10, 'bar')
format('INSERT INTO %I VALUES(%L)', 'Foo bar', 'O''Reilly'), format('%L', null), format('%s', array[1, 2])
format('%I', null)
format('%s')
format('%x', 1)
format('%')
concat('a', 1, null, true, 2.50), concat_ws(',', 'a', null, 'b', 3), concat_ws(null, 'a'), concat(null)
regexp_replace('Thomas', '.[mN]a.', 'M'), regexp_replace('foobarbaz', 'b..', 'X'), regexp_replace('foobarbaz', 'b..', 'X', 'g'), regexp_replace('foobarbaz', 'b(..)', 'X\1Y', 'g')
regexp_replace('abc', '', '-', 'g'), regexp_replace('aaa', 'b*', '-', 'g'), regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 'gi')
regexp_replace('abcd', '(b)(c)', '\2\1\&\\'), regexp_replace('ab', 'a|ab', 'x'), regexp_replace('xaby', 'a.*?b', '-')
regexp_replace('abc', '(', 'x')
regexp_replace('abc', 'b', 'x', 'q!')
regexp_match('foobarbequebaz', 'bar.*que'), regexp_match('foobarbequebaz', '(bar)(beque)'), regexp_match('abc', 'x'), regexp_match('abc', 'B', 'i')
regexp_split_to_array('hello world', '\s+'), regexp_split_to_array('the quick', ''), regexp_split_to_array('a1b22c', '[0-9]+'), regexp_split_to_array('', ',')
string_to_array('xx~~yy~~zz', '~~', 'yy'), string_to_array('a,b,', ','), string_to_array('abc', null), string_to_array('abc', ''), string_to_array('', ','), string_to_array(null, ',')
select * from string_to_table('a,b,c', ',')
select * from string_to_table('a,b,c', ',') as part
select * from regexp_split_to_table('hello big  world', '\s+') as word
select n, x from string_to_table('a,b', ',') with ordinality as f(x, n)
md5('abc'), md5('\x616263'::bytea), md5('')
sha256('abc'::bytea), sha224('abc'::bytea), sha384('abc'::bytea), sha512('abc'::bytea)
encode('abc'::bytea, 'hex'), encode('\x00ff5c41'::bytea, 'escape'), encode('abcd'::bytea, 'base64'), encode(decode(repeat('61', 100), 'hex'), 'base64')
decode('616263', 'hex'), decode('YWJj', 'base64'), decode('a\\b\001', 'escape'), decode('61 62', 'hex')
decode('6', 'hex')
decode('zz', 'hex')
encode('abc'::bytea, 'rot13')
left('abcde', 2), left('abcde', -2), right('abcde', 2), right('abcde', -2), left('ab', 5)
substring('abcdef', 2, 3), substring('abcdef' from 2 for 3), substring('abcdef', 0, 3), substr('abcdef', 3), substring('abcdef', -1, 3)
position('c' in 'abc'), strpos('abc', 'z'), length('é'), char_length('abc'), octet_length('é'), bit_length('ab')
trim('  a '), trim(both 'x' from 'xxaxx'), ltrim('xxa', 'x'), rtrim('axx', 'x'), btrim('xyaxy', 'xy')
upper('abc'), lower('ABC'), replace('abcabc', 'b', 'xx'), ascii('A'), chr(65), ascii('é')
overlay('Txxxxas' placing 'hom' from 2 for 4)
greatest(1, null, 3), least(null, 2, 1), greatest(null, null), greatest('a', 'b'), coalesce(null, 'x'), nullif(1, 1)
select initcap(s), rpad(s, 6, '.'), md5(s) from t order by id
-- The text of what is no text
true::text, 'a'||true, false||'', 1::float8::text, 1e10::float8::text, 1e-7::float8::text, 1.50::text, 0.1::real::text, 1e300::float8||'x', 'NaN'::float8::text
array[1,2]::text, array['a b', null, 'NULL', '']::text, array[true]::text, array[1.0::float8, 1e20::float8]::text, 'x'||array['a', 'b c']::text, array[array[1,2],array[3,4]]::text
'\x6162'::bytea::text, '\x'::bytea::varchar, '\x6162'::bytea::text::bytea, true::varchar(3), true::char(3), array[1,2]::varchar(4)
row(1.0::float8, true, array[1,2])::text, row(null, 'a b', '')::text, row(1, row('(', 2))::text
cast(true as varchar), cast(null::boolean as text), true::text::boolean, array[1,2]::text::int[], (1e300::float8)::text::float8, 't'::boolean, 'TRUE'::boolean
true::text = 'true', false::text like 'f%', length(true::text), upper(true::text), coalesce(true::text, 'x'), case when true then 1e20::float8::text end
array[true]::text[], array[1::float8]::text[], array['\x61'::bytea]::text[]
select b || 'x', string_agg(b::text, ',') from (values (true), (null)) as v(b) group by b order by 1
select x::bytea from (values ('\x6162'), ('abc'), ('a\\b\001')) as v(x)
select x::bytea from (values ('\x616')) as v(x)
select x::bytea from (values ('a\b')) as v(x)
select * from w order by id
select id from w where flag::text = 'true' or real_::text = '1e-07' order by id
select id, flag::text, real_ || '', many::text, bin::text from w order by id
-- literals of every type
int '5' + 1, bool 'true', numeric '2.50', float8 '1.5', text 'x' || 'y', int8 '7', jsonb '{"a":1}', uuid '00000000-0000-0000-0000-000000000001'
integer '5', bigint '6', smallint '2', int2 '2', int4 '5', real '1.5', float4 '1.5', boolean 'f', varchar 'abc', double precision '1.5', decimal '1.5', bytea '\x41'
character varying 'x', varchar(2) 'abc', numeric(3, 1) '1.25', timestamp with time zone '2024-01-01 00:00:00+00', timestamp(0) '2024-01-01 00:00:00.6'
int 'x'
-- words for truth
'on'::bool, 'off'::bool, 'yes'::bool, 'no'::bool, 'y'::bool, 'n'::bool, '1'::bool, '0'::bool, 'tr'::bool, ' FALSE '::bool, 'f'::bool, 'ye'::bool, 'of'::bool, 'T'::bool
'o'::bool
''::bool
'5'::bool
'truee'::bool
s::bool from t where id = 1
-- lists of patterns
select id from t where s like any (array['W%', 'x%']) order by id
select id from t where s ilike any ('{w%,TREE%}') and id < 2 or not s ilike all ('{w%,%x}') order by id
select id, s ~ any (array['^W', 't$']), s !~* all (array['^w', 't$']), s not like all (array['%o%', 'W%']), s not like any (array['W%', '%n']) from t order by id
id, s || 'x' like any (array['w%', s || '_']), case when id > 1 then 'w' else s end like any (array['w%']) from t order by id
null like any (array['a']), 'a' like any (array[null, 'a']), 'a' like some (array['b', null]), 'a' not like all (array['b', null]), 'a' like all ('{}')
substring(s for 2), substring(s from 2), substring(s from 2 for 1), substring(s for 2 from 2) from t order by id
