package dev.pedigree.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pedigree.limits.RequestLimits;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.graphql.execution.SubscriptionPublisherException;

import static org.assertj.core.api.Assertions.assertThat;

/** Subscriptions are counted from the first request for results to their end. */
class SubscriptionLimitsTests {

	private final SubscriptionLimits limits = new SubscriptionLimits(
			new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("pedigree", RequestLimits.class));

	@Test
	void oneMoreThanIsAllowedFailsUntilOneEnds() {
		List<Throwable> failures = new ArrayList<>();
		List<Disposable> open = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			open.add(this.limits.limited("token ada", 2, Flux.never()).subscribe((_) -> {
			}, failures::add));
		}
		assertThat(failures).singleElement()
			.isInstanceOfSatisfying(SubscriptionPublisherException.class,
					(ex) -> assertThat(ex.getErrors()).singleElement()
						.satisfies((error) -> assertThat(error.getMessage())
							.isEqualTo("subscription: the token has too many; at most 2 are allowed")));
		assertThat(this.limits.open("token ada")).isEqualTo(2);
		open.getFirst().dispose();
		open.add(this.limits.limited("token ada", 2, Flux.just(1)).subscribe());
		assertThat(failures).hasSize(1);
		assertThat(this.limits.open("token ada")).isEqualTo(1);
		open.forEach(Disposable::dispose);
		assertThat(this.limits.open("token ada")).isZero();
	}

}
