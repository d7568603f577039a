package dev.pedigree.ingestion.spdx;

import java.util.List;

import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.TranslatedFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Translation of SPDX files with relationships of files. */
class SpdxTests {

	private static final String RANKER = "data:https://acme.example/ids|ranker";

	private static final TranslatedFile BILL = TranslatedFile.of(new SpdxFormat(),
			TranslatedFile.resource("/spdx/files.spdx3.json"));

	@Test
	void relationsOfFilesCountForThePackagesThatContainThem() {
		assertThat(BILL.inputs().get(RANKER)).isEqualTo(List.of("data:https://acme.example/ids|datasets/disputes"));
		assertThat(BILL.events().stream().filter(MetadataEvent.Evaluated.class::isInstance).map(Object::toString))
			.singleElement()
			.asString()
			.contains("version:https://acme.example/ids|datasets/holdout|spdx:2026");
	}

	@Test
	void sectionsArePlainText() {
		assertThat(BILL.values("cardSections").get(RANKER)).hasToString("{cardSections=["
				+ "Safety risk assessment\nhigh, "
				+ "Energy consumption\nTraining energy consumption: Energy quantity: 12.5; Energy unit: kilowattHour, "
				+ "Hyperparameter\n- cnn_num_layers: 5, Tested on\n- holdout]}");
		assertThat(BILL.values("tags").get(RANKER)).hasToString("{tags=[safety-risk:high]}");
	}

}
