-- ARGV 2 the access, 3 the expected version or '', 4 and 5 the new idle timeout and deadline or ''.

-- What keeps the change from being made, or nil: 0 gone, -1 conflict, or a pointer.
local function refusal(key, session, now)
  if not session then
    return redis.call('HGET', key, '>') or 0
  end
  if ends(session) <= now then
    return 0
  end
  if ARGV[3] ~= '' and tonumber(ARGV[3]) ~= session.version then
    return -1
  end
  return nil
end

-- From first on: how many attributes to remove, their names, then fields and values to set.
local function change(key, session, now, first)
  local set = first + tonumber(ARGV[first]) + 1
  for i = first + 1, set - 1 do
    redis.call('HDEL', key, 'a' .. ARGV[i], 'L' .. ARGV[i], 'l' .. ARGV[i])
  end
  put(key, set)
  session.version = session.version + 1
  session.access = math.max(session.access, tonumber(ARGV[2]))
  if ARGV[4] ~= '' then
    session.idle = tonumber(ARGV[4])
    session.deadline = tonumber(ARGV[5])
  end
  write(key, session, now)
end
