-- KEYS 1 the session. ARGV 2 the life of a tombstone, 3 what every name of a key begins with.
-- Returns the fields of the record that was ended, or none.
-- Not for a cluster: it also writes to the other keys of the session.
local now, key = tonumber(ARGV[1]), KEYS[1]
local pointer = redis.call('HGET', key, '>')
if pointer then
  key = ARGV[3] .. string.sub(pointer, 2) .. '}'
end
local fields = {}
local session = read(key)
if session and ends(session) > now then
  fields = redis.call('HGETALL', key)
  for earlier in string.gmatch(redis.call('HGET', key, 'p') or '', '(%S+)@') do
    bury(ARGV[3] .. earlier .. '}', ARGV[2])
  end
  bury(key, ARGV[2])
end
bury(KEYS[1], ARGV[2])
return fields
