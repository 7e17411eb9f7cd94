-- KEYS 1 the session. ARGV 2 what bury is given, 3 what every name of a key begins with, 4 the same
-- of a subject. Returns the fields of the record that was ended, after its key, or none.
-- Not for a cluster: it also writes to the other keys of the session, and to its subject's.
local now, superseded, key = tonumber(ARGV[1]), ARGV[2], KEYS[1]
local pointer = redis.call('HGET', key, '>')
local current = pointer and string.sub(pointer, 2)
if current then
  key = ARGV[3] .. current .. '}'
end
local fields = {}
local session = read(key)
if session then
  if ends(session) > now then
    fields = redis.call('HGETALL', key)
  end
  local kept = redis.call('HMGET', key, 'p', 'u')
  bury(key, now, superseded)
  for earlier in string.gmatch(kept[1] or '', '(%S+)@') do
    bury(ARGV[3] .. earlier .. '}', now, superseded)
  end
  if kept[2] then
    redis.call('ZREM', ARGV[4] .. kept[2] .. '}', string.sub(key, #ARGV[3] + 1, -2))
  end
end
if current or not session then
  bury(KEYS[1], now, superseded)
end
return {current or '', fields}
