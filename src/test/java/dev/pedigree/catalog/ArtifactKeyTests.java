package dev.pedigree.catalog;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ArtifactKeyTests {

	@ParameterizedTest
	@CsvSource({ "s3a://lake/models/fraud/3/, s3://lake/models/fraud/3",
			"S3://lake/models/fraud, s3://lake/models/fraud", "s3://lake/run=5/model, s3://lake/run=5/model",
			"s3://lake/models/run=5, s3://lake/models/run=5", "gs://models/, gs://models",
			"pvc://claim/fraud/, pvc://claim/fraud", "hf://org/model:v1, hf://org/model:v1",
			"/srv/models/fraud, file/srv/models/fraud", "oci://quay.io/risk/fraud:7, oci://quay.io/risk/fraud:7",
			"oci+native://quay.io/risk/fraud:7, oci://quay.io/risk/fraud:7",
			"OCI+fetch://quay.io/risk/fraud:7, oci://quay.io/risk/fraud:7",
			"oci://quay.io/risk/fraud@sha256:AB00000000000000000000000000000000000000000000000000000000000000, "
					+ "sha256:ab00000000000000000000000000000000000000000000000000000000000000",
			"sha256:ab00000000000000000000000000000000000000000000000000000000000000, "
					+ "sha256:ab00000000000000000000000000000000000000000000000000000000000000" })
	void allSpellingsOfAnAddressHaveOneKey(String uri, String key) {
		assertThat(ArtifactKey.of(uri).key()).isEqualTo(key);
		assertThat(ArtifactKey.of(key).key()).as("again").isEqualTo(key);
	}

	@Test
	void anArtifactLiesInItsFoldersButNotInItsBucket() {
		assertThat(new ArtifactKey("s3://lake/models/fraud/3").places())
			.isEqualTo(List.of("s3://lake/models/fraud/3", "s3://lake/models/fraud", "s3://lake/models"));
		assertThat(new ArtifactKey("gs://models").places()).isEqualTo(List.of("gs://models"));
		assertThat(new ArtifactKey("sha256:ab").places()).isEqualTo(List.of("sha256:ab"));
		assertThat(new ArtifactKey("hf://org/model:v1").places()).isEqualTo(List.of("hf://org/model:v1"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					HF://Qwen/Qwen2.5-7B            | hf://Qwen/Qwen2.5-7B        | "version:hf|models/Qwen/Qwen2.5-7B|git:main"
					hf://Qwen/Qwen2.5-7B@main/      | hf://Qwen/Qwen2.5-7B        | "version:hf|models/Qwen/Qwen2.5-7B|git:main"
					hf://Qwen/Qwen2.5-7B@c0ffee     | hf://Qwen/Qwen2.5-7B:c0ffee | "version:hf|models/Qwen/Qwen2.5-7B|git:c0ffee"
					hf://Qwen/Qwen2.5-7B:v1/q4.gguf | hf://Qwen/Qwen2.5-7B:v1/q4.gguf | "version:hf|models/Qwen/Qwen2.5-7B|git:v1"
					hf://gpt2:main                  | hf://gpt2                   | "version:hf|models/gpt2|git:main"
					hf://datasets/acme/notes        | hf://datasets/acme/notes    |
					s3://hf/model                   | s3://hf/model               |
					""")
	void addressesOfTheHubNameAVersionOfAModel(String uri, String key, @Nullable String version) {
		ArtifactKey artifact = ArtifactKey.of(uri);
		assertThat(artifact.key()).isEqualTo(key);
		assertThat(ArtifactKey.of(key)).as("again").isEqualTo(artifact);
		StatedVersion named = artifact.hubVersion();
		assertThat((named != null) ? named.version().value() : null).isEqualTo(version);
	}

}
