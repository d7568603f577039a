package dev.pedigree.ingestion.connector;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.pedigree.deployment.Environment;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One connected system.
 *
 * @param name what its operator calls it; part of the namespace of all that it names, and
 * never its address, which may change
 * @param settings how it is reached
 */
public record SourceConfig(String name, Settings settings) {

	/** The source of what it states: {@code mlflow:prod}. */
	public String source() {
		return this.settings.type + ":" + this.name;
	}

	/**
	 * What goes along with each payload of it, so that its translation needs no settings.
	 */
	ObjectNode told() {
		ObjectNode told = JsonNodeFactory.instance.objectNode()
			.put("instance", this.name)
			.put("ownerTag", this.settings.ownerTag);
		if (this.settings.tier != null) {
			told.put("tier", this.settings.tier.name());
		}
		if (!this.settings.locations.isEmpty()) {
			this.settings.locations.forEach(told.putObject("locations")::put);
		}
		return told;
	}

	/**
	 * An address as everybody else writes it.
	 * @param locations of a payload, as its settings have them; the longest beginning
	 * counts
	 */
	public static String located(PayloadNode locations, String address) {
		return locations.node()
			.properties()
			.stream()
			.filter((location) -> address.startsWith(location.getKey()))
			.max(Comparator.comparingInt((location) -> location.getKey().length()))
			.map((location) -> location.getValue().asString("") + address.substring(location.getKey().length()))
			.orElse(address);
	}

	/**
	 * The tier of what runs there, as a payload has it from the settings; null for none.
	 */
	public static Environment.@Nullable Tier tier(PayloadNode payload) {
		PayloadNode told = payload.at("tier");
		return !told.isThere() ? null
				: Arrays.stream(Environment.Tier.values())
					.filter((tier) -> tier.name().equalsIgnoreCase(told.required()))
					.findFirst()
					.orElseThrow(() -> told.refused("must be one of " + List.of(Environment.Tier.values())));
	}

	/**
	 * How a connected system is reached ({@code pedigree.sources.<name>}). Credentials
	 * are told by where they are kept, {@code env:NAME} or {@code file:/path}.
	 *
	 * @param type what it is: {@code mlflow}
	 * @param url its address, the only one that it is asked at; pushes are not enough
	 * @param token a bearer token for it
	 * @param username a name for HTTP basic authentication, with password
	 * @param password the password to the name
	 * @param signingSecrets the secrets that it may sign with; any of them is good, so
	 * that one can be exchanged for another
	 * @param every how often it is asked
	 * @param overlap how far back before the last time it is asked again: its clock and
	 * ours differ, and what began before may have ended since
	 * @param timeout how long an answer may take
	 * @param requestsPerSecond how often it is asked at most
	 * @param retryPause how long the first repetition of a request waits; each further
	 * one waits twice as long
	 * @param ownerTag the tag or label that names the owner of a model or deployment;
	 * null when none does
	 * @param tier of what runs there, PRODUCTION or another; null when nobody says
	 * @param locations what addresses begin with there, and what everybody else begins
	 * them with: {@code pvc://models/} is {@code s3://lake/models/}
	 * @param projects of a system that has many, those that are asked for:
	 * {@code owner/name}
	 * @param ca a file of the certificates (PEM) that it is trusted by; null for those
	 * that Java knows
	 */
	public record Settings(String type, URI url, @Nullable String token, @Nullable String username,
			@Nullable String password, @DefaultValue List<String> signingSecrets, @DefaultValue("5m") Duration every,
			@DefaultValue("10m") Duration overlap, @DefaultValue("30s") Duration timeout,
			@DefaultValue("10") int requestsPerSecond, @DefaultValue("1s") Duration retryPause,
			@Nullable String ownerTag, Environment.@Nullable Tier tier, @DefaultValue Map<String, String> locations,
			@DefaultValue List<String> projects, @Nullable Path ca) {

		/** Settings that cannot work stop the start. */
		public Settings {
			Stream.concat(Stream.of(token, password).flatMap(Stream::ofNullable), signingSecrets.stream())
				.forEach(Secret::new);
			if (url == null || url.getHost() == null || url.getUserInfo() != null
					|| !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
				throw new IllegalArgumentException("The url of a source is http(s)://host/..., without credentials");
			}
			if (every.compareTo(Duration.ofSeconds(1)) < 0 || requestsPerSecond < 1) {
				throw new IllegalArgumentException(
						"A source is asked at most once a second, and once a second at least");
			}
			if (retryPause.isNegative() || retryPause.compareTo(SourceHttpClient.LONGEST_PAUSE) > 0) {
				throw new IllegalArgumentException("retry-pause: must not be " + retryPause + "; allowed is 0s to 1m");
			}
		}

		/** Whether a setting that some types need is there. */
		boolean has(String setting) {
			return switch (setting) {
				case "projects" -> !this.projects.isEmpty();
				case "username" -> this.username != null;
				case "password" -> this.password != null;
				default -> throw new IllegalArgumentException(setting);
			};
		}

	}

}
