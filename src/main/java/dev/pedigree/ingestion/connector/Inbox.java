package dev.pedigree.ingestion.connector;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What systems said had changed, until it was asked for. It is in the graph before the
 * push is answered, once however often it comes.
 */
@Component
class Inbox {

	/** So long a repetition is known to be one. */
	private static final Duration KEPT = Duration.ofDays(30);

	private final ConnectorRepository repository;

	private final Clock clock;

	Inbox(ConnectorRepository repository, Clock clock) {
		this.clock = clock;
		this.repository = repository;
	}

	/** Whether it is new. */
	boolean put(SourceConfig instance, WebhookRequest.WebhookEvent news) {
		return this.repository.deliver(instance.name(), news.key(), news.subjects());
	}

	/** What waits, the oldest first. */
	List<Delivery> waiting(SourceConfig instance) {
		return this.repository.waiting(instance.name());
	}

	void done(Collection<Delivery> deliveries) {
		this.repository.settle(deliveries.stream().map(Delivery::key).toList());
	}

	/** Forgets what was settled long ago. */
	@Scheduled(fixedRateString = "PT1H", initialDelayString = "PT10M")
	void prune() {
		this.repository.pruneDeliveries(this.clock.instant().minus(KEPT));
	}

	/**
	 * A push that waits.
	 *
	 * @param key its key among all pushes
	 * @param subjects what is to be asked for
	 */
	record Delivery(String key, List<String> subjects) {
	}

}
