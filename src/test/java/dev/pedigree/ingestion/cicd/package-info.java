@NullMarked
package dev.pedigree.ingestion.cicd;

import org.jspecify.annotations.NullMarked;
