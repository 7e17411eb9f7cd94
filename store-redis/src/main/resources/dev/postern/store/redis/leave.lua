-- KEYS 1 a session that was copied to its new key. ARGV 2 its field m as it was copied, 3 the
-- pointer, 4 how long the pointer lives. Returns 1, or 0 if the session is not the same any more.
local stored = redis.call('HMGET', KEYS[1], 'm', 'x')
if stored[1] ~= ARGV[2] or stored[2] then
  return 0
end
redis.call('DEL', KEYS[1])
if tonumber(ARGV[4]) > 0 then
  redis.call('HSET', KEYS[1], '>', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
return 1
