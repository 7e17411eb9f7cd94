-- KEYS 1 the session. ARGV 2 the access, or ''. Returns the fields as they were before, of large
-- attributes only the lengths.

-- Nothing large is even copied within the server.
local function light(key)
  if redis.call('HEXISTS', key, 'g') == 0 then
    return redis.call('HGETALL', key)
  end
  local names, fields = {}, {}
  for _, name in ipairs(redis.call('HKEYS', key)) do
    if string.sub(name, 1, 1) ~= 'L' then
      names[#names + 1] = name
    end
  end
  for first = 1, #names, 1000 do
    local last = math.min(first + 999, #names)
    for i, value in ipairs(redis.call('HMGET', key, unpack(names, first, last))) do
      fields[#fields + 1] = names[first + i - 1]
      fields[#fields + 1] = value
    end
  end
  return fields
end

local fields = light(KEYS[1])
if ARGV[2] ~= '' then
  local now, access = tonumber(ARGV[1]), tonumber(ARGV[2])
  local session = read(KEYS[1])
  if session and access > session.access and ends(session) > now then
    session.access = access
    write(KEYS[1], session, now)
  end
end
return fields
