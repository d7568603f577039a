package dev.pedigree.oracle;

import java.util.stream.LongStream;

import dev.pedigree.Seeds;

import org.springframework.test.context.TestPropertySource;

/** The same, where two misses end an edge. */
@TestPropertySource(properties = "pedigree.run.misses=2")
class ImpatientFoldTests extends FoldAndVersionsTests {

	static LongStream seeds() {
		return Seeds.range(20);
	}

}
