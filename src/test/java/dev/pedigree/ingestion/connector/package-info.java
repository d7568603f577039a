@NullMarked
package dev.pedigree.ingestion.connector;

import org.jspecify.annotations.NullMarked;
