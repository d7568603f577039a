/** The sample estate, card fraud and credit scoring, as a company's pipelines tell it. */
@NullMarked
package dev.pedigree.estate;

import org.jspecify.annotations.NullMarked;
