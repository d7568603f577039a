package dev.pedigree.ingestion.cyclonedx;

import java.util.List;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.TranslatedFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Translation of CycloneDX files with several models. */
class BomTests {

	private static final String BASE = "data:hf|models/Acme/Base";

	private static TranslatedFile bill(String... parameters) {
		return TranslatedFile.of(new BomFormat(), TranslatedFile.resource("/boms/several-models.cdx.json"), parameters);
	}

	private static List<String> versions(TranslatedFile file) {
		return file.events()
			.stream()
			.flatMap((event) -> (event instanceof MetadataEvent.VersionNamed named)
					? List.of(named.version().version().value()).stream() : List.<String>of().stream())
			.toList();
	}

	@Test
	void identifiableModelsAreTranslatedOnce() {
		assertThat(versions(bill())).containsExactly("version:hf|models/Acme/Base|git:c0ffee1",
				"version:bom://com.acme|reranker|bom:2", "version:https://registry.example/mlflow|fraud|bom:3",
				"version:bom://com.acme/chat|guard|bom:4");
		assertThat(bill().values("documentation")).containsOnlyKeys("data:bom://com.acme|reranker");
	}

	@Test
	void parameterSelectsAModel() {
		assertThat(versions(bill("bom-ref", "reranker"))).containsExactly("version:bom://com.acme|reranker|bom:2");
		assertThat(versions(
				bill("bom-ref", "nameonly", "namespace", "mlflow://prod", "name", "guard", "version", "mlflow:7")))
			.containsExactly("version:mlflow://prod|guard|mlflow:7");
		assertThatExceptionOfType(InvalidPayloadException.class)
			.isThrownBy(() -> bill("namespace", "mlflow://prod", "name", "guard", "version", "mlflow:7"))
			.withMessageContaining(
					"components has 4 models; select one with the parameter bom-ref: hub, reranker, reranker@2, registry, nameonly");
		assertThatExceptionOfType(InvalidPayloadException.class).isThrownBy(() -> bill("bom-ref", "other"))
			.withMessageContaining("bom-ref names no model of the file; its models are hub, reranker");
	}

	/** References of all entries of one model lead to its packages. */
	@Test
	void packagesOfBothEntriesOfAModelAreItsOwn() {
		assertThat(bill().values("dependencies"))
			.hasEntrySatisfying("version:bom://com.acme|reranker|bom:2",
					(values) -> assertThat(values).hasToString("{dependencies=[pkg:pypi/torch@2.1.0]}"))
			.hasEntrySatisfying("version:hf|models/Acme/Base|git:c0ffee1",
					(values) -> assertThat(values).hasToString("{dependencies=[pkg:pypi/numpy@1.26.4]}"));
	}

	@Test
	void architectureFormatsAndPartiesAreSections() {
		assertThat(bill().values("cardSections").get(BASE)).hasToString("{cardSections=["
				+ "Model architecture\nAcmeForCausalLM, Inputs\n- Format: string, Outputs\n- Format: byte[], "
				+ "Publisher\nAcme Labs, Authors\nAda, Grace, Supplier\nHugging Face]}");
	}

	@Test
	void confidenceIntervalIsTheTextOfTheMetric() {
		assertThat(bill().events().stream().filter(MetadataEvent.Evaluated.class::isInstance).map(Object::toString))
			.singleElement()
			.asString()
			.contains("name=f1, value=0.95, text=confidence interval 0.94 to 0.96, slice=null");
	}

	@Test
	void datasetsOfTheHubAreRecognisedByPackageAddressAndPage() {
		assertThat(bill().inputs().get(BASE)).containsExactly("data:hf|datasets/acme/by-purl",
				"data:hf|datasets/acme/by-address", "data:hf|datasets/acme/by-page",
				"data:hf/models/Acme/Base|in-house");
	}

}
