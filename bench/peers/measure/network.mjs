// All that a page receives over the network, from the events of the DevTools protocol.

const TYPES = [
  [/html/, 'html'], [/css/, 'css'], [/javascript/, 'js'], [/wasm/, 'wasm'], [/json/, 'json'], [/font|woff/, 'font'], [/^image/, 'image'],
];
const typeOf = (mime) => TYPES.find(([pattern]) => pattern.test(mime ?? ''))?.[1] ?? 'other';

/** Notes the requests of a page from now on. */
export function recordNetwork(page) {
  const requests = new Map();
  let stopped = false;
  const on = (event, note) => page.on(`Network.${event}`, (parameters) => {
    const request = requests.get(parameters.requestId);
    if (request && !stopped) note(request, parameters);
  });
  page.on('Network.requestWillBeSent', ({ requestId, request, type, timestamp, wallTime }) => {
    if (stopped || requests.has(requestId) || !/^https?:/.test(request.url)) return;
    requests.set(requestId, { url: request.url, document: type === 'Document', at: timestamp, wall: wallTime, parts: [] });
  });
  on('requestServedFromCache', (request) => { request.cached = true; });
  on('responseReceived', (request, { response, timestamp }) => {
    request.type = typeOf(response.mimeType);
    request.status = response.status;
    request.parts.push({ at: timestamp, bytes: Math.max(0, response.encodedDataLength) });
  });
  on('dataReceived', (request, { timestamp, encodedDataLength }) => {
    request.parts.push({ at: timestamp, bytes: Math.max(0, encodedDataLength) });
  });
  on('loadingFinished', (request, { timestamp, encodedDataLength }) => {
    request.finished = { at: timestamp, bytes: encodedDataLength };
  });
  return {
    stop: () => { stopped = true; },
    requests: () => [...requests.values()].filter(({ cached }) => !cached),
  };
}

/** Bytes of a response with its headers, as they were sent, that had arrived at a moment. */
export function received({ finished, parts }, until = Infinity) {
  if (finished && finished.at <= until) return finished.bytes;
  return parts.filter(({ at }) => at <= until).reduce((sum, { bytes }) => sum + bytes, 0);
}
