-- What wrk asks: the requests of a file in turn ("METHOD<tab>PATH<tab>BODY" a line). One thread, so that each writing
-- request has a key of its own.
local requests, bodies, headers, position, count = {}, {}, {}, 0, 0
local keys = os.getenv("DRILL_KEYS")

function init(args)
  headers["Content-Type"] = "application/json"
  local token = os.getenv("DRILL_TOKEN")
  if token then headers["Authorization"] = "Bearer " .. token end
  local version = os.getenv("DRILL_VERSION")
  if version then headers["If-Match"] = version end
  for line in io.lines(os.getenv("DRILL_REQUESTS")) do
    local method, path, body = line:match("^(%u+)\t([^\t]*)\t(.*)$")
    if body == "" then body = nil end
    -- Each from an address of its own: a sign-in that wrk breaks off at the end of a run counts as a failed try of it.
    headers["X-Forwarded-For"] = string.format("10.0.%d.%d", math.floor(#requests / 250), #requests % 250 + 1)
    requests[#requests + 1] = wrk.format(method, path, headers, body)
    bodies[#requests] = { method, path, body }
  end
end

function request()
  position = position % #requests + 1
  if not keys then return requests[position] end
  count = count + 1
  headers["Idempotency-Key"] = keys .. "-" .. count
  local one = bodies[position]
  return wrk.format(one[1], one[2], headers, one[3])
end

-- One line of JSON, the last of the output; latencies in microseconds.
function done(summary, latency)
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    '\n{"requests":%d,"micros":%d,"p50":%d,"p99":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status, broken))
end
