/** Tests of the translation of OpenLineage events. */
@NullMarked
package dev.pedigree.ingestion.openlineage;

import org.jspecify.annotations.NullMarked;
