package dev.pedigree;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a catalog under test: the system's, which a test can set ahead. Only
 * {@link BesideGraphTest} has it as a bean: where sources are polled, the times of their
 * polls would stay ahead when the test is over. It is reset after each test.
 */
public final class MovableClock extends Clock {

	private final Clock system = Clock.tickMillis(ZoneOffset.UTC);

	private volatile Duration ahead = Duration.ZERO;

	/** Sets the clock ahead by a duration, in addition to what it is ahead already. */
	public synchronized void advance(Duration duration) {
		this.ahead = this.ahead.plus(duration);
	}

	/** Sets the clock to the time of the system. */
	public synchronized void reset() {
		this.ahead = Duration.ZERO;
	}

	@Override
	public Instant instant() {
		return this.system.instant().plus(this.ahead);
	}

	@Override
	public ZoneId getZone() {
		return this.system.getZone();
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException("withZone: the catalog's clock is in UTC");
	}

}
