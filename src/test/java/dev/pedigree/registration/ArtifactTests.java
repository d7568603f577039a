package dev.pedigree.registration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.pedigree.registration.Artifact.Registered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which registrations are of one artifact. */
class ArtifactTests {

	private static Registered at(String registry, String version, @Nullable String location, @Nullable String hash) {
		return new Registered(registry + "|" + version, registry, location, hash, false, null, true);
	}

	private static List<String> found(Registered... registrations) {
		List<Registered> shuffled = new ArrayList<>(List.of(registrations));
		Collections.shuffle(shuffled, new Random(registrations.length));
		return Artifact.of(shuffled).stream().map((one) -> one.urn() + " " + one.registrations()).toList();
	}

	@Test
	void registrationsWithCommonLocationOrHashAreCombinedTransitively() {
		assertThat(found(at("a", "1", "s3://one", null), at("b", "1", "s3://one", "sha256:1"),
				at("c", "1", "s3://copy", "sha256:1"), at("c", "2", "s3://two", null)))
			.containsExactly("version:artifact|s3://one [a|1, b|1, c|1]");
		assertThat(found(at("a", "1", "s3://one", null), at("b", "1", "s3://two", "sha256:1"))).isEmpty();
	}

	@Test
	void artifactRegisteredTwiceInOneRegistryIsNotCombined() {
		assertThat(
				found(at("a", "1", "s3://one", null), at("a", "2", "s3://one", null), at("b", "1", "s3://one", null)))
			.isEmpty();
		// Nor over a step.
		assertThat(found(at("a", "1", "s3://one", null), at("b", "1", "s3://one", "sha256:1"),
				at("a", "2", "s3://two", "sha256:1")))
			.isEmpty();
		// Where it does, something else may tell.
		assertThat(found(at("a", "1", "s3://one", "sha256:1"), at("a", "2", "s3://one", "sha256:2"),
				at("b", "1", "s3://one", "sha256:2")))
			.containsExactly("version:artifact|sha256:2 [a|2, b|1]");
	}

	@Test
	void overwrittenArtifactsAreNotCombined() {
		assertThat(found(at("a", "1", "s3://one", "sha256:1"), at("b", "1", "s3://one", "sha256:2"))).isEmpty();
		assertThat(found(at("a", "1", "s3://one", "sha256:1"), at("b", "1", "s3://one", "sha256:2"),
				at("c", "1", "s3://one", null)))
			.isEmpty();
	}

	@Test
	void frequentLocationDoesNotIdentifyAnArtifact() {
		Registered[] many = new Registered[Artifact.MOST];
		for (int i = 0; i < many.length; i++) {
			many[i] = at("registry" + i, "1", "s3://one", null);
		}
		assertThat(found(many)).isEmpty();
		assertThat(Artifact.of(Set.of(many[0], many[1]))).hasSize(1);
	}

}
