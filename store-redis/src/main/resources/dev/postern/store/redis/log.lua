-- KEYS 1 the log, 2 what is known of it. ARGV 1 a name if the log has none, 2 the position to read
-- after, 3 how long the name is kept, 4 the most entries. Returns the name, the last entry, and
-- those after the position.
local life = tonumber(ARGV[3])
redis.call('HSETNX', KEYS[2], 'name', ARGV[1])
if redis.call('PTTL', KEYS[2]) < life / 2 then
  redis.call('PEXPIRE', KEYS[2], ARGV[3])
end
return {
  redis.call('HGET', KEYS[2], 'name'),
  redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1),
  redis.call('XRANGE', KEYS[1], '(' .. ARGV[2], '+', 'COUNT', ARGV[4])
}
