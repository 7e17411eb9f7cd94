-- KEYS 1 the log, 2 what is known of it. ARGV 1 a name if the log has none, 2 the position to read
-- after, 3 how long the name is kept, 4 the most entries, 5 how old an entry is before it may be cut
-- off. Returns the name, the last entry, and those after the position.
local life = tonumber(ARGV[3])
redis.call('HSETNX', KEYS[2], 'name', ARGV[1])
if redis.call('PTTL', KEYS[2]) < life / 2 then
  redis.call('PEXPIRE', KEYS[2], ARGV[3])
end

-- A position is that of an entry. One that is not there, although it is too young to be cut off or
-- older ones are there, was lost with a primary, whatever has been appended since.
local function isLost(position)
  if position == '0-0' or #redis.call('XRANGE', KEYS[1], position, position) > 0 then
    return false
  end
  local now = tonumber(redis.call('TIME')[1]) * 1000
  return tonumber(string.match(position, '^%d+')) > now - tonumber(ARGV[5])
      or #redis.call('XRANGE', KEYS[1], '-', '(' .. position, 'COUNT', 1) > 0
end

local name = redis.call('HGET', KEYS[2], 'name')
if isLost(ARGV[2]) then
  -- To this reader it is another log. It reads all of it then, and hears the right name.
  name = ARGV[1]
end
return {
  name,
  redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1),
  redis.call('XRANGE', KEYS[1], '(' .. ARGV[2], '+', 'COUNT', ARGV[4])
}
