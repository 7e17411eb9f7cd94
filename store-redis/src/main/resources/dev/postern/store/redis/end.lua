-- KEYS 1 the session. Of a session whose keys are on several nodes: ends what is under this key
-- alone. A pointer is left: what it leads to has to end before it. ARGV 2 what bury is given. Returns
-- all fields as they were before.
local fields = redis.call('HGETALL', KEYS[1])
if redis.call('HEXISTS', KEYS[1], '>') == 0 then
  bury(KEYS[1], tonumber(ARGV[1]), ARGV[2])
end
return fields
