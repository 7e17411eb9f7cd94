-- A session's key holds a hash of one of three kinds:
--   a record     m  "version access idle deadline", h the header, a<name> an attribute,
--                p  its earlier keys that still lead to it: "key@until key@until "
--   a pointer    >  "r" or "n" (readable or not), then the key the session is filed under now
--   a tombstone  x
-- Times are in milliseconds. ARGV 1 is always the caller's time: what has ended by that is absent.
-- What has ended by the server's own clock is gone.

local function read(key)
  local m = redis.call('HGET', key, 'm')
  if not m then
    return nil
  end
  local version, access, idle, deadline = string.match(m, '^(%d+) (%-?%d+) (%-?%d+) (%-?%d+)$')
  return {
    version = tonumber(version),
    access = tonumber(access),
    idle = tonumber(idle),
    deadline = tonumber(deadline)
  }
end

local function ends(session)
  if session.idle > 0 then
    return math.min(session.access + session.idle, session.deadline)
  end
  return session.deadline
end

-- Comes last of all writes to a record, since one that has ended is removed by it.
local function write(key, session, now)
  redis.call('HSET', key, 'm', string.format(
    '%.0f %.0f %.0f %.0f', session.version, session.access, session.idle, session.deadline))
  redis.call('PEXPIRE', key, string.format('%.0f', ends(session) - now))
end
