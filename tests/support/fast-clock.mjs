// Put before every worker's script by the test server, lets a test make the commerce worker's time run faster: what it waits
// for between two tries then takes no time of the test.
export const fastClock = `{
  self.pace = 1;
  const { setTimeout: later, performance: clock } = self;
  const now = clock.now.bind(clock);
  self.setTimeout = (task, ms) => later(task, ms / self.pace);
  clock.now = () => now() * self.pace;
}
`;

/// From now on; the worker is there once a product has come.
export const hurry = (page) =>
  page
    .workers()
    .find((each) => /commerce-worker/.test(each.url()))
    .evaluate(() => void (self.pace = 100));
