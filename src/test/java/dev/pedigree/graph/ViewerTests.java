package dev.pedigree.graph;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.pedigree.GraphTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@GraphTest
class ViewerTests {

	private static final CypherQuery ASSETS = new CypherQuery("graph/assets",
			CypherQuery.LANGUAGE + "RETURN $viewer AS viewer", Set.of("visible"));

	@Autowired
	GraphStore store;

	@Test
	void queryOverAssetsHasTheViewerOfItsThread() {
		assertThat(scopes()).as("of an authenticated caller").containsExactly("ALL");
		assertThat(new Viewer("few").<List<String>, RuntimeException>call(this::scopes)).containsExactly("few");
	}

	@Test
	void queryOverAssetsFailsOnAThreadWithoutCaller() {
		CompletableFuture<List<String>> lost = new CompletableFuture<>();
		Thread.ofVirtual().name("lost").start(() -> lost.completeAsync(this::scopes, Runnable::run));
		assertThatThrownBy(lost::join).hasRootCauseInstanceOf(IllegalStateException.class)
			.hasStackTraceContaining("viewer: thread 'lost' has no caller");
		CompletableFuture<List<String>> own = new CompletableFuture<>();
		Thread.startVirtualThread(() -> Viewer.ALL.run(() -> own.completeAsync(this::scopes, Runnable::run)));
		assertThat(own.join()).containsExactly("ALL");
	}

	private List<String> scopes() {
		return ASSETS.read(this.store, Map.of()).stream().map((row) -> row.text("viewer")).toList();
	}

}
