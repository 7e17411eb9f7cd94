-- A subject's key holds its sessions' keys by the time they were enrolled, a schedule's the keys by
-- the earliest time their sessions may end. Each lives as long as any of what it holds.
local function keep(key, life)
  if redis.call('PTTL', key) < life then
    redis.call('PEXPIRE', key, whole(life))
  end
end

-- Adds a session to those of a subject. One that is there already, and the key it had before, do not
-- count. Returns 0 if there is no room, 1 if it was added, 2 if it was there.
local function enrol(index, member, former, most, deadline, now)
  local others, known = redis.call('ZCARD', index), redis.call('ZSCORE', index, member)
  if known then
    others = others - 1
  end
  if former ~= '' and redis.call('ZSCORE', index, former) then
    others = others - 1
  end
  if others >= most then
    return 0
  end
  redis.call('ZADD', index, whole(now), member)
  keep(index, math.max(deadline - now, 0) + KEPT)
  return known and 2 or 1
end

-- Says when to look whether a session has ended; an earlier time counts more. What nobody has looked
-- at for long is dropped, so that whoever never looks does not fill the memory.
local function note(schedule, member, last, now)
  redis.call('ZADD', schedule, 'LT', whole(last), member)
  redis.call('ZREMRANGEBYSCORE', schedule, '-inf', '(' .. whole(now - NOTED))
  keep(schedule, math.max(last - now, 0) + NOTED)
end
