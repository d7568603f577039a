package dev.pedigree.retention;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.BatchLoaders;
import dev.pedigree.catalog.BatchLoaders.LoaderKey;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.retention.RetentionRepository.RunSummary;
import org.dataloader.DataLoader;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** GraphQL query for the summaries of old runs of a job. */
@Controller
class SummariesController {

	private static final int MOST = 1000;

	SummariesController(RetentionRepository repository, BatchLoaderRegistry loaders) {
		BatchLoaders.load(loaders, "summaries", List.<RunSummary>of(), repository::summaries);
	}

	@SchemaMapping(typeName = "Job")
	CompletableFuture<List<RunSummary>> summaries(Asset job, @Argument int first,
			DataLoader<LoaderKey<String, Integer>, List<RunSummary>> summaries) {
		if (first < 1 || first > MOST) {
			throw InvalidRequestException.invalid("first", first + " is out of range; 1 to " + MOST + " is allowed");
		}
		return summaries.load(new LoaderKey<>(job.urn(), first));
	}

}
