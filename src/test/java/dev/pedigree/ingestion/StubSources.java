package dev.pedigree.ingestion;

import java.util.List;
import java.util.function.Consumer;

import dev.pedigree.ingestion.clearml.ClearmlTests;
import dev.pedigree.ingestion.connector.SourceHealthTests;
import dev.pedigree.ingestion.github.GithubTests;
import dev.pedigree.ingestion.gitlab.GitlabTests;
import dev.pedigree.ingestion.kserve.KserveTests;
import dev.pedigree.ingestion.kubeflow.RegistryTests;
import dev.pedigree.ingestion.mlflow.MlflowTests;
import dev.pedigree.ingestion.mlflow.ModelFilesTests;
import dev.pedigree.ingestion.pipelines.PipelinesTests;
import dev.pedigree.ingestion.wandb.WandbTests;

import org.springframework.test.context.DynamicPropertyRegistry;

/** The stub sources that the shared application context polls, one setting block each. */
public final class StubSources {

	private static final List<Consumer<DynamicPropertyRegistry>> SOURCES = List.of(ClearmlTests::connect,
			SourceHealthTests::connect, GithubTests::connect, GitlabTests::connect, KserveTests::connect,
			RegistryTests::connect, MlflowTests::connect, ModelFilesTests::connect, PipelinesTests::connect,
			WandbTests::connect);

	private StubSources() {
	}

	/** Adds the settings of all stub sources. */
	public static void register(DynamicPropertyRegistry registry) {
		SOURCES.forEach((source) -> source.accept(registry));
	}

}
