package dev.pedigree.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.neo4j.driver.Driver;

/**
 * Exports 100,000 assets, and prints how much memory is in use after a collection at each
 * tenth of the file. It grows where pages are kept.
 */
final class Exports {

	private static final int ROWS = 100_000;

	private final Catalog catalog;

	Exports(Driver driver, Catalog catalog) {
		this.catalog = catalog;
		new Estate("benchmark-export", ROWS).write(driver);
		driver.executableQuery("CALL db.awaitIndexes(60)").execute();
	}

	void run() {
		for (String file : List.of("assets.csv", "assets.json", "assets.csv")) {
			List<Long> live = new ArrayList<>();
			long begin = System.nanoTime();
			long pauses = 0;
			int lines = 0;
			long bytes = 0;
			try (BufferedReader reader = new BufferedReader(
					new InputStreamReader(this.catalog.get("/api/v1/export/" + file + "?namespace=benchmark-export"),
							StandardCharsets.UTF_8))) {
				for (String line = reader.readLine(); line != null; line = reader.readLine()) {
					bytes += line.length() + 2;
					if (++lines % (ROWS / 10) == 0) {
						long pause = System.nanoTime();
						System.gc();
						live.add((Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
						pauses += System.nanoTime() - pause;
					}
				}
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			System.out.printf(Locale.ROOT, "export %-12s %7d lines %6.1f MB %6.1f s, MB in use at each tenth: %s%n",
					file, lines, bytes / 1e6, (System.nanoTime() - begin - pauses) / 1e9, live);
		}
	}

}
