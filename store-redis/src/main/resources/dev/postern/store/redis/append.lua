-- KEYS 1 the log, 2 what is known of it. ARGV 1 a name if the log has none, 2 how long the entry
-- has to be kept, 3 how long the name is, at least, then fields and values. Entries older than the
-- longest that any had to be kept are dropped, a block at a time. Returns the entry's position.
local life = math.max(tonumber(ARGV[2]), tonumber(redis.call('HGET', KEYS[2], 'life') or '0'))
redis.call('HSETNX', KEYS[2], 'name', ARGV[1])
redis.call('HSET', KEYS[2], 'life', string.format('%.0f', life))
redis.call('PEXPIRE', KEYS[2], string.format('%.0f', math.max(life, tonumber(ARGV[3]))))
local oldest = math.max(0, tonumber(redis.call('TIME')[1]) * 1000 - life)
local id = redis.call('XADD', KEYS[1], 'MINID', '~', string.format('%.0f', oldest), '*',
  unpack(ARGV, 4))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', life))
return id
