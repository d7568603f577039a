@NullMarked
package dev.pedigree.ingestion.manual;

import org.jspecify.annotations.NullMarked;
