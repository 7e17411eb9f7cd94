-- Sets the fields and values from ARGV first on. Of an attribute one form is left, small or large.
local function put(key, first)
  for i = first, #ARGV, 2 do
    local field, value = ARGV[i], ARGV[i + 1]
    local kind, name = string.sub(field, 1, 1), string.sub(field, 2)
    redis.call('HSET', key, field, value)
    if kind == 'L' then
      redis.call('HSET', key, 'l' .. name, #value, 'g', '')
      redis.call('HDEL', key, 'a' .. name)
    elseif kind == 'a' then
      redis.call('HDEL', key, 'L' .. name, 'l' .. name)
    end
  end
end

-- Whether nothing may be filed under this key. A record whose time is over gives way.
local function taken(key, now)
  local session = read(key)
  if session and not session.deleted and ends(session) <= now then
    redis.call('DEL', key)
    return false
  end
  return redis.call('EXISTS', key) == 1
end
