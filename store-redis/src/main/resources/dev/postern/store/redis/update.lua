-- KEYS 1 the session, 2 the schedule if the lifetime changes, on one server. ARGV 6 the session's
-- key, 7 and on: the change. Returns the version, or what change.lua refuses by.
local now = tonumber(ARGV[1])
local session = read(KEYS[1])
local refused = refusal(KEYS[1], session, now)
if refused then
  return refused
end
change(KEYS[1], session, now, 7)
if KEYS[2] then
  note(KEYS[2], ARGV[6], ends(session), now)
end
return session.version
