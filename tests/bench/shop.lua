-- For wrk, from shop.mjs: arguments are headers ("name: value"), or the word "post" for additions to new carts, each with
-- a key of its own. Ends with a line of figures in JSON.
local posts = false
local sent = 0

function init(args)
   for _, argument in ipairs(args) do
      if argument == "post" then
         posts = true
      else
         local name, value = argument:match("^([^:]+): (.*)$")
         wrk.headers[name] = value
      end
   end
end

function request()
   if not posts then
      return wrk.format()
   end
   sent = sent + 1
   wrk.headers["Content-Type"] = "application/json"
   wrk.headers["Idempotency-Key"] = string.format("bench-%020d", sent)
   return wrk.format("POST", nil, nil, '{"sku":"CUP","quantity":1}')
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      'figures {"rate": %d, "p50": %.3f, "p99": %.3f, "requests": %d, "errors": %d}\n',
      summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000,
      latency:percentile(99) / 1000, summary.requests,
      errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
