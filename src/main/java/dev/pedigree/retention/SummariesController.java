package dev.pedigree.retention;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.BatchLoaders;
import dev.pedigree.catalog.InvalidRequestException;
import org.dataloader.DataLoader;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** GraphQL query for the summaries of old runs of a job. */
@Controller
class SummariesController {

	private static final int MOST = 1000;

	SummariesController(Retention retention, BatchLoaderRegistry loaders) {
		BatchLoaders.load(loaders, "summaries", List.<RunSummary>of(), (List<Asset> jobs, Integer first) -> {
			Map<String, List<RunSummary>> summaries = retention.summaries(jobs.stream().map(Asset::urn).toList(),
					first);
			return jobs.stream()
				.distinct()
				.collect(Collectors.toMap((job) -> job, (job) -> summaries.getOrDefault(job.urn(), List.of())));
		});
	}

	@SchemaMapping(typeName = "Job")
	CompletableFuture<List<RunSummary>> summaries(Asset job, @Argument int first,
			DataLoader<BatchLoaders.LoaderKey<Asset, Integer>, List<RunSummary>> summaries) {
		if (first < 1 || first > MOST) {
			throw InvalidRequestException.invalid("first", first + " is out of range; 1 to " + MOST + " is allowed");
		}
		return summaries.load(new BatchLoaders.LoaderKey<>(job, first));
	}

}
