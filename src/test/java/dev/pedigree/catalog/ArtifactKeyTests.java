package dev.pedigree.catalog;

import java.util.List;

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

}
