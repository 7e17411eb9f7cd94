-- KEYS 1 the log, 2 what is known of it. ARGV 1 a name if the log has none, 2 how long the entry
-- has to be kept, 3 how long the name is, at least, 4 how old an entry is before it is looked at,
-- then fields and values. Returns the entry's position.
--
-- A stream is cut off at its old end only. So with each entry a few of the oldest are looked at:
-- what is over goes, and one that is not is written again at the new end. Readers have passed it
-- or will find it there.
local LOOKED_AT = 16
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local life = math.max(tonumber(ARGV[2]), tonumber(redis.call('HGET', KEYS[2], 'life') or '0'))
local kept = life + tonumber(ARGV[4])
redis.call('HSETNX', KEYS[2], 'name', ARGV[1])
redis.call('HSET', KEYS[2], 'life', string.format('%.0f', life))
redis.call('PEXPIRE', KEYS[2], string.format('%.0f', math.max(kept, tonumber(ARGV[3]))))

-- The end stands last, by this server's clock.
local function isOver(id, fields)
  if fields[#fields - 1] ~= 'x' then
    fields[#fields + 1] = 'x'
    fields[#fields + 1] = string.format('%.0f', tonumber(string.match(id, '^%d+')) + life)
  end
  return tonumber(fields[#fields]) <= now
end

local settled = string.format('%.0f', now - tonumber(ARGV[4]))
local oldest = '0'
local carried = false
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', settled, 'COUNT', LOOKED_AT)) do
  local id, fields = entry[1], entry[2]
  if not isOver(id, fields) then
    if carried then
      break
    end
    carried = true
    redis.call('XADD', KEYS[1], '*', unpack(fields))
  end
  local major, minor = string.match(id, '^(%d+)-(%d+)$')
  oldest = major .. '-' .. string.format('%.0f', tonumber(minor) + 1)
end

local fields = {unpack(ARGV, 5)}
fields[#fields + 1] = 'x'
fields[#fields + 1] = string.format('%.0f', now + tonumber(ARGV[2]) + tonumber(ARGV[4]))
local id = redis.call('XADD', KEYS[1], 'MINID', oldest, '*', unpack(fields))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', kept))
return id
