-- A session's key holds a hash of one of three kinds:
--   a record     m  "version access idle deadline", h the header, a<name> an attribute,
--                L<name> a large one with l<name>, its length; g if it ever had a large one,
--                u  the subject it is enrolled under,
--                p  its earlier keys that still lead to it: "key@until key@until ",
--                x  if it was deleted after its time was over: nothing but its end is left of it
--   a pointer    >  "r" or "n" (readable or not), then the key the session is filed under now
--   a tombstone  x  until when another session is known to have taken its place, or ''
-- Times are in milliseconds. ARGV 1 is always the caller's time: what has ended by that is absent.
-- A record is kept for another KEPT, so that its end can be made known. Pointers and tombstones end
-- by the server's own clock.

local function whole(number)
  return string.format('%.0f', number)
end

local function read(key)
  local stored = redis.call('HMGET', key, 'm', 'x')
  if not stored[1] then
    return nil
  end
  local version, access, idle, deadline =
    string.match(stored[1], '^(%d+) (%-?%d+) (%-?%d+) (%-?%d+)$')
  return {
    version = tonumber(version),
    access = tonumber(access),
    idle = tonumber(idle),
    deadline = tonumber(deadline),
    deleted = stored[2] ~= false
  }
end

local function ends(session)
  if session.deleted then
    return 0
  end
  if session.idle > 0 then
    return math.min(session.access + session.idle, session.deadline)
  end
  return session.deadline
end

-- Comes last of all writes to a record, since one that has ended long ago is removed by it. The
-- expiry first: a full server lets no script begin with what might need memory.
local function write(key, session, now)
  local life = ends(session) - now + KEPT
  if life <= 0 then
    redis.call('DEL', key)
    return
  end
  redis.call('PEXPIRE', key, whole(life))
  redis.call('HSET', key, 'm', string.format(
    '%.0f %.0f %.0f %.0f', session.version, session.access, session.idle, session.deadline))
end
