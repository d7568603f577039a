package dev.pedigree.ingestion;

import java.util.List;
import java.util.stream.Stream;

import dev.pedigree.catalog.Attributed;
import org.jspecify.annotations.Nullable;

/**
 * The events that one actor submits together.
 *
 * @param actor the name of the token; null if the catalog itself submits them
 */
public record Submission(@Nullable String actor, List<MetadataEvent> events) {

	Stream<Attributed<MetadataEvent>> attributed() {
		return this.events.stream().map((event) -> new Attributed<>(event, this.actor));
	}

}
